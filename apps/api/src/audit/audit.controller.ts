import { AuditChain, AuditDirectory } from '@app/tenancy';
import { Controller, Get, Headers, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { toSliceDto } from '../http/input/fields.js';
import { Csv } from '../http/openapi/event-stream.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { csvFile, wantsCsv } from '../http/output/csv.js';
import {
  AuditEntryList,
  type AuditEntryListDto,
  AuditQuery,
  type AuditQueryDto,
  AuditVerification,
  type AuditVerificationDto,
  toAuditEntryDto,
  toAuditVerificationDto,
  toFilter,
  toHead,
  VerifyAuditQuery,
  type VerifyAuditQueryDto,
} from './audit.dto.js';
import { writeAuditCsv } from './write-audit-csv.js';

/** Of a table, which has no slices; as many as a spreadsheet is quick with. */
const mostInTable = 10_000;

const example =
  'at,action,actor,actor_key_id,about_store_id,subject_id,outcome,code,correlation_id,address,details\r\n' +
  '2026-01-05T09:30:00.000Z,key.revoke,admin,,0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11,,done,,,203.0.113.0/24,{}\r\n';

/** What operators did, what became of keys and who was refused, for the operator. */
@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly directory: AuditDirectory,
    private readonly chain: AuditChain,
  ) {}

  @Get()
  @Returns(200, AuditEntryList, 'A slice of the entries, newest first.')
  @Csv(example)
  @Operation({
    needs: 'admin',
    summary: 'List the audit',
    description:
      'What the admin key did other than read, what became of keys, failed jobs and exports, and who was refused (within a minute one entry for each caller and reason). An entry is written before what it tells of and nobody can change it; it stays when its store is erased, for AUDIT_DAYS. With `Accept: text/csv` the newest 10,000 of what is asked for, as a table. Needs the admin key.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listAudit(
    @Query({ schema: AuditQuery }) query: AuditQueryDto,
    @Headers('accept') accept: string | undefined,
  ): Promise<AuditEntryListDto | StreamableFile> {
    const { cursor, limit } = query;
    const isTable = wantsCsv(accept);
    const slice = { cursor, limit: isTable ? mostInTable : limit };
    const dto = toSliceDto(await this.directory.list(toFilter(query), slice), toAuditEntryDto);
    return isTable ? csvFile('audit', writeAuditCsv(dto.items)) : dto;
  }

  @Get('verification')
  @Returns(200, AuditVerification, 'What was found.')
  @Operation({
    needs: 'admin',
    summary: 'Is the audit as it was written?',
    description:
      'Each entry holds a hash of itself and of the one before it; all of them are looked at. One that was changed or removed shows. Whoever owns the database could make all of them anew: keep `head` elsewhere and send it the next time, then that shows as well. Needs the admin key.',
    fails: ['INPUT_INVALID'],
  })
  async verifyAudit(
    @Query({ schema: VerifyAuditQuery }) query: VerifyAuditQueryDto,
  ): Promise<AuditVerificationDto> {
    return toAuditVerificationDto(await this.chain.verify(toHead(query)));
  }
}
