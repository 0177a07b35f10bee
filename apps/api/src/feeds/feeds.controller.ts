import { FileService, type GivenFile } from '@app/knowledge';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { TakesFile, UploadedFile } from '../http/input/uploaded-file.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { Ingest, type IngestDto, toIngestDto } from '../knowledge-base/ingest.dto.js';

/** Product feeds as files; one with an address is a source like a website. */
@ApiTags('sources')
@Controller('knowledge-base/:store_id/feeds')
export class FeedsController {
  constructor(private readonly files: FileService) {}

  @Post()
  @StoreInPath()
  @TakesFile('A product feed in CSV or JSON, up to 20 MiB, by the names that portals use.')
  @Returns(202, Ingest, 'The ingest; reading has been queued.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Upload a product feed',
    description:
      'Makes each product a page. A feed of the same file name takes the place of the one before: products that it lacks are gone with the new release. It is listed and removed as a source.',
    fails: [
      'TENANCY_LIMIT_REACHED',
      'TENANCY_TOO_MANY_WAITING',
      'INPUT_INVALID',
      'BODY_MALFORMED',
      'MEDIA_TYPE_UNSUPPORTED',
      'FILE_TOO_LARGE',
      'KNOWLEDGE_FILE_TYPE_UNKNOWN',
    ],
  })
  async uploadFeed(
    @CurrentStore() scope: StoreScope,
    @UploadedFile() file: GivenFile,
  ): Promise<IngestDto> {
    return toIngestDto(await this.files.uploadFeed(scope, file));
  }
}
