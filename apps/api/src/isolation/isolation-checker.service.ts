import { randomUUID } from 'node:crypto';

import { type IsolationFindings, type IsolationOutcome, SyntheticStores } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { type ApiAnswer, InProcessApi } from './in-process-api.js';
import { ApiOperations } from './probes/api-operations.js';
import { JobProber } from './probes/job-prober.service.js';
import { areAlike, type Fault, holds, judgeAnswer } from './probes/judge-answer.js';
import { inStore, type RetrievalProbe, retrievalProbes } from './probes/retrieval-probes.js';
import { ownRead, type ProbeIds, probesOf, type RouteProbe } from './probes/route-probes.js';
import { lureQuestion } from './stores/synthetic-content.js';
import { type Pair, SyntheticPair } from './stores/synthetic-pair.js';

/** What is not tried by then is not tried, and the run is incomplete. */
const probeForMs = 5 * 60_000;
/** A report is read by people: what is beyond is the same hole. */
const listedFailures = 50;

interface Run {
  findings: IsolationFindings;
  /** Aborted when the time is up or the process is to stop. */
  signal: AbortSignal;
}

/**
 * Proves on the running deployment that one store's key opens nothing of another: every route of its own document, every
 * job and every way to text, on two stores of its own. Touches nothing else and calls nobody.
 */
@Injectable()
export class IsolationChecker {
  constructor(
    private readonly operations: ApiOperations,
    private readonly pairs: SyntheticPair,
    private readonly stores: SyntheticStores,
    private readonly api: InProcessApi,
    private readonly jobs: JobProber,
  ) {}

  /** Never throws: what cannot be tried makes the run incomplete, with the reason. */
  async run(
    stop: AbortSignal,
  ): Promise<{ outcome: IsolationOutcome; findings: IsolationFindings }> {
    const findings = nothing();
    try {
      const pair = await this.pairs.open();
      const signal = AbortSignal.any([stop, AbortSignal.timeout(probeForMs)]);
      await this.jobs.withFailedJob(pair.target.storeId, signal, (jobId) =>
        this.tryAll(withJob(pair, jobId), { findings, signal }),
      );
    } catch (error) {
      findings.reason ??= error instanceof Error ? error.message : 'unknown reason';
    }
    const { failures, reason } = findings;
    findings.failures = failures.slice(0, listedFailures);
    if (failures.length > 0) {
      // what leaked may have changed or removed what the next run looks for
      await this.pairs.discard().catch(() => undefined);
      return { outcome: 'failed', findings };
    }
    return { outcome: reason === null ? 'passed' : 'incomplete', findings };
  }

  private async tryAll(pair: Pair, run: Run): Promise<void> {
    await this.showOwn(pair, run);
    const before = await this.stores.fingerprint(pair.target.storeId);
    await this.tryRoutes(pair, run);
    await this.tryRetrieval(pair, run);
    await this.jobs.tryAll(pair, run.findings, run.signal);
    const after = await this.stores.fingerprint(pair.target.storeId);
    for (const [table, rows] of after) {
      if (before.get(table) !== rows) {
        run.findings.failures.push({
          probe: `table ${table}`,
          what: 'rows of the other store changed',
        });
      }
    }
  }

  /** Looks that the target has what is looked for, since a probe for what is gone proves nothing. */
  private async showOwn({ target, other }: Pair, { findings }: Run): Promise<void> {
    const reads = this.operations.list().flatMap((operation) => ownRead(operation, target.ids));
    const texts = retrievalProbes({ target, other }).filter(({ showsOwn }) => showsOwn);
    const calls = [...reads, ...texts].map(({ title, call, showsOwn }) => ({
      title,
      call,
      showsOwn,
    }));
    if (reads.length === 0) throw new Error('the document of the API names no route');
    for (const { title, call, showsOwn } of calls) {
      const { status, text } = await this.api.call(inStore(call, target));
      if (status === 200 && (!showsOwn || holds(text, target.marker))) continue;
      // the next run makes another pair
      if (status < 500) await this.pairs.discard();
      findings.reason = `${title}: the store that is looked for does not find its own`;
      throw new Error(findings.reason);
    }
  }

  private async tryRoutes({ target, other }: Pair, run: Run): Promise<void> {
    const { findings, signal } = run;
    const foreign = { ...ofNothing(), ...target.ids };
    const missing = Object.fromEntries(Object.keys(foreign).map((name) => [name, randomUUID()]));
    const ids: ProbeIds = { ownStore: other.storeId, foreign, missing };
    const operations = this.operations.list();
    findings.routes.of = operations.length;
    for (const operation of operations) {
      const probes = probesOf(operation, ids);
      if (probes === null) {
        findings.reason ??= `${operation.name} was not tried: the check has no id for it`;
        continue;
      }
      for (const probe of probes) {
        signal.throwIfAborted();
        const fault = await this.tryRoute(probe, { target, other }, ids);
        findings.requests += probe.twin ? 2 : 1;
        note(findings, `${probe.operation} ${probe.title}`, fault);
      }
      findings.routes.probed += 1;
    }
  }

  private async tryRoute(
    { call, statuses, twin, isKeyed }: RouteProbe,
    { target, other }: Pair,
    { foreign }: ProbeIds,
  ): Promise<Fault | null> {
    const key = isKeyed ? other.key : undefined;
    const answer = await this.api.call({ ...call, key });
    const fault = judgeAnswer(answer, { marker: target.marker, statuses });
    if (fault !== null || twin === undefined) return fault;
    const second: ApiAnswer = await this.api.call({ ...twin.call, key });
    const ofTwin = judgeAnswer(second, { marker: target.marker });
    if (ofTwin !== null || areAlike([answer, foreign], [second, twin.ids])) return ofTwin;
    return { kind: 'leak', what: 'the answer tells it from what does not exist' };
  }

  private async tryRetrieval({ target, other }: Pair, { findings, signal }: Run): Promise<void> {
    const probes = retrievalProbes({ target, other });
    for (const probe of probes) {
      signal.throwIfAborted();
      const answer = await this.api.call(inStore(probe.call, other));
      this.judgeText(probe, answer, target.marker, findings);
    }
    const answer = await this.askInConversation(other);
    this.judgeText({ title: 'answer, in a conversation' }, answer, target.marker, findings);
  }

  private judgeText(
    { title }: Pick<RetrievalProbe, 'title'>,
    answer: ApiAnswer,
    marker: string,
    findings: IsolationFindings,
  ): void {
    findings.retrievalPaths += 1;
    findings.requests += 1;
    note(findings, title, judgeAnswer(answer, { marker, statuses: [200, 201] }));
  }

  /** The conversation is erased again, so that none pile up. */
  private async askInConversation({ key }: Pair['other']): Promise<ApiAnswer> {
    const path = '/api/v1/conversations';
    const { id } = await this.api.json({ method: 'POST', path, key, body: {} });
    const talk = `${path}/${String(id)}`;
    const body = { content: lureQuestion };
    const answer = await this.api.call({ method: 'POST', path: `${talk}/messages`, key, body });
    await this.api.json({ method: 'DELETE', path: talk, key });
    return answer;
  }
}

function note(findings: IsolationFindings, probe: string, fault: Fault | null): void {
  if (fault?.kind === 'leak') findings.failures.push({ probe, what: fault.what });
  if (fault?.kind === 'unclear') findings.reason ??= `${probe}: ${fault.what}`;
}

/** Ids of what a store cannot make by itself: a privacy request comes from Shopify. */
const ofNothing = () => ({ request_id: randomUUID() });

const withJob = ({ target, other }: Pair, jobId: string): Pair => ({
  other,
  target: { ...target, ids: { ...target.ids, job_id: jobId } },
});

const nothing = (): IsolationFindings => ({
  routes: { probed: 0, of: 0 },
  requests: 0,
  jobs: { tried: 0, of: 0 },
  retrievalPaths: 0,
  failures: [],
  reason: null,
});
