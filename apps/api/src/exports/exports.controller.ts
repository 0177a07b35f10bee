import { Readable } from 'node:stream';

import {
  CurrentStore,
  type ExportLine as Line,
  StoreExporter,
  type StoreScope,
} from '@app/tenancy';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { JsonLines } from '../http/openapi/event-stream.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { ExportLine } from './export-line.dto.js';

const example = `{"table":"stores","row":{"id":"0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11","name":"Pillow Store"}}
{"end":{"tables":{"stores":1}}}
`;

/** All that is kept of a store, to be taken along. */
@ApiTags('exports')
@Controller('stores/:store_id/export')
export class ExportsController {
  constructor(private readonly exporter: StoreExporter) {}

  @Get()
  @StoreInPath()
  @Returns(200, ExportLine, 'One line for each row, then one with their numbers.')
  @JsonLines(example)
  @Operation({
    needs: ['conversations', 'knowledge:read', 'settings', 'usage', 'keys'],
    summary: "Export a store's data",
    description:
      'Every row of every table of the store as JSON lines, a table after the other, each row as it was when it was read; bytes in hex after `\\x`. Left out are credentials and secrets, and the hashes of keys, codes and tokens. An export without its last line, which begins with `{"end"`, broke off.',
  })
  exportStore(@CurrentStore() scope: StoreScope): StreamableFile {
    const lines = Readable.from(asText(this.exporter.export(scope)), { objectMode: false });
    return new StreamableFile(lines, {
      type: 'application/x-ndjson',
      disposition: `attachment; filename="store-${scope.storeId}.jsonl"`,
    });
  }
}

async function* asText(lines: AsyncIterable<Line>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}
