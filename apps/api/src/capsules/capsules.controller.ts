import type { Readable } from 'node:stream';

import {
  CapsuleExportService,
  CapsuleImportService,
  CurrentStore,
  type ScopedRequest,
  type StoreScope,
} from '@app/tenancy';
import { Controller, Get, Inject, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { API_CONFIG, type ApiConfig } from '../http/api.config.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { clientGone } from '../http/problems/http.errors.js';
import { RunningAnswers } from '../http/streaming/running-answers.js';
import { CapsuleBody, capsuleType, GivesCapsule, TakesCapsule } from './capsule.decorators.js';
import {
  ImportedStore,
  ImportQuery,
  type ImportQueryDto,
  toImportedStoreDto,
  toImportWishes,
} from './capsule.dto.js';

/** Capsules: all that a store owns, as one archive. */
@ApiTags('placements')
@Controller()
export class CapsulesController {
  constructor(
    private readonly exports: CapsuleExportService,
    private readonly imports: CapsuleImportService,
    private readonly answers: RunningAnswers,
    @Inject(API_CONFIG) private readonly config: Pick<ApiConfig, 'capsuleMaxBytes'>,
  ) {}

  @Get('stores/:store_id/capsule')
  @StoreInPath()
  @GivesCapsule('The capsule: lines of JSON, packed by gzip; `Repr-Digest` is its SHA-256.')
  @Operation({
    needs: 'admin',
    summary: 'Export a store',
    description:
      'All that the store owns at one moment: its settings, hashes of keys, knowledge with its vectors, conversations. What is sealed stays sealed. It is written whole before its first byte is sent; on the embedded database everything else waits that long. Needs the admin key.',
    fails: ['TENANCY_STORE_MOVING'],
  })
  async exportCapsule(
    @CurrentStore() scope: StoreScope,
    @Req() request: ScopedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { bytes, byteCount, sha256 } = await this.during(request, reply, (signal) =>
      this.exports.export(scope, signal),
    );
    // where the client went away before it was told of the stream
    if (reply.raw.destroyed) bytes.destroy();
    void reply.header('Repr-Digest', `sha-256=:${sha256}:`);
    return new StreamableFile(bytes, {
      type: capsuleType,
      length: byteCount,
      disposition: `attachment; filename="${scope.storeId}.capsule"`,
    });
  }

  @Post('capsules')
  @TakesCapsule()
  @Returns(201, ImportedStore, 'The store, which is there now.')
  @Operation({
    needs: 'admin',
    summary: 'Import a store',
    description:
      'Makes the store of a capsule as it was: ids stay, nothing is embedded, nothing is fitted that was not asked for. It is there once every table was found to be that of the capsule; cut off before, it is absent, and the same request again goes on. Needs the admin key.',
    fails: [
      'INPUT_INVALID',
      'TENANCY_PLACEMENT_UNKNOWN',
      'TENANCY_STORE_EXISTS',
      'TENANCY_DOMAIN_TAKEN',
      'TENANCY_SHOPIFY_DOMAIN_TAKEN',
      'TENANCY_CAPSULE_BROKEN',
      'TENANCY_CAPSULE_TOO_LARGE',
      'TENANCY_CAPSULE_VERSION',
      'TENANCY_CAPSULE_SEALED',
      'TENANCY_CAPSULE_MODEL',
      'TENANCY_CAPSULE_KEYS_TAKEN',
      'TENANCY_CAPSULE_BUSY',
      'TENANCY_CAPSULE_MISMATCH',
    ],
  })
  async importCapsule(
    @Query({ schema: ImportQuery }) query: ImportQueryDto,
    @CapsuleBody() packed: Readable,
    @Req() request: ScopedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const mostBytes = this.config.capsuleMaxBytes;
    return toImportedStoreDto(
      await this.during(request, reply, (signal) =>
        this.imports.import(packed, toImportWishes(query), { mostBytes, signal }),
      ),
    );
  }

  /** Nothing is sent for minutes, so silence says nothing; work ends when its client goes, which is no failure of ours. */
  private async during<T>(
    request: ScopedRequest,
    { raw }: FastifyReply,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const answer = this.answers.begin(request);
    const { socket } = raw;
    const idleMs = socket?.timeout ?? 0;
    socket?.setTimeout(0);
    raw.once('close', answer.abort);
    try {
      return await work(answer.signal);
    } catch (error) {
      if (answer.signal.aborted) throw answer.signal.reason;
      throw socket?.destroyed ? clientGone() : error;
    } finally {
      raw.off('close', answer.abort);
      socket?.setTimeout(idleMs);
      answer.end();
    }
  }
}
