import { FileService, type GivenFile } from '@app/knowledge';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { TakesFile, UploadedFile } from '../http/input/uploaded-file.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { Ingest, type IngestDto, toIngestDto } from '../knowledge-base/ingest.dto.js';
import {
  ChangedFile,
  type ChangedFileDto,
  FileId,
  FileList,
  toChangedFileDto,
  toStoredFileDto,
} from './file.dto.js';

/** Files: plain text, Markdown, CSV, PDF and DOCX that a store gives itself. */
@ApiTags('files')
@Controller('knowledge-base/:store_id/files')
export class FilesController {
  constructor(private readonly files: FileService) {}

  @Post()
  @StoreInPath()
  @TakesFile('A file of plain text, Markdown, CSV, PDF or DOCX, up to 20 MiB.')
  @Returns(202, ChangedFile, 'The file; reading it has been queued.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Upload a file',
    description:
      'Adds a file to what the store knows. Its outcome says how reading it ended; shoppers get it when the ingest is live.',
    fails: [
      'INPUT_INVALID',
      'FILE_TOO_LARGE',
      'KNOWLEDGE_FILE_TYPE_UNKNOWN',
      'KNOWLEDGE_TOO_MANY_FILES',
      'TENANCY_LIMIT_REACHED',
      'TENANCY_TOO_MANY_WAITING',
    ],
  })
  async uploadFile(
    @CurrentStore() scope: StoreScope,
    @UploadedFile() file: GivenFile,
  ): Promise<ChangedFileDto> {
    return toChangedFileDto(await this.files.upload(scope, file));
  }

  @Get()
  @StoreInPath()
  @Returns(200, FileList, 'A slice of the files, oldest first.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'List files',
    description: 'The files that the store gave, oldest first, with how reading each ended.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listFiles(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.files.list(scope, query), toStoredFileDto);
  }

  @Delete(':file_id')
  @StoreInPath()
  @Returns(202, Ingest, 'The ingest that takes it out.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Remove a file',
    description: 'Deletes the file at once, and its text with the next release, which this starts.',
    fails: ['INPUT_INVALID', 'KNOWLEDGE_FILE_NOT_FOUND'],
  })
  async removeFile(
    @CurrentStore() scope: StoreScope,
    @Param('file_id', { schema: FileId }) id: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.files.remove(scope, id));
  }
}
