import {
  ApiKeysService,
  KeyAuthenticator,
  type ScopedRequest,
  type StoreScope,
  StoresService,
  type WidgetPrincipal,
  WidgetSessions,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { aStore, codeOf, openRooms } from '../support/rooms.js';
import { inTurn, medianRatio, timing } from './measure.js';

const origin = 'https://shop.example';
const host = '127.0.0.1:8001';
/** Two hundred requests a second of each kind, so that what is looked up anew behind them is part of it. */
const pauseMs = 5;
const warmUp = 100;

/**
 * What a request pays for its key being looked at, by kind of key, while keys are busy; and what keys that do not work take
 * that nobody asked about lately: unknown and revoked ones have to take the same time.
 */
export async function run([rounds = '2000', refusals = '200']: string[]): Promise<void> {
  const rooms = await openRooms();
  const check = checkOf(rooms);
  await reportWarm(rooms, check, Number(rounds));
  await reportRefused(rooms, check, Number(refusals));
  await rooms.close();
}

type Check = (key: string) => Promise<unknown>;

function checkOf(rooms: TestingModule): Check {
  const authenticator = rooms.get(KeyAuthenticator);
  return (key) => {
    const headers = { authorization: `Bearer ${key}`, origin, host };
    return authenticator.authenticate({ headers } satisfies ScopedRequest);
  };
}

async function reportWarm(rooms: TestingModule, check: Check, rounds: number): Promise<void> {
  const keys = await workingKeys(rooms, await aStore(rooms));
  // whoever is first after a pause pays for the processor having been elsewhere
  const ways = [nothing, ...Object.values(keys).map((key) => () => check(key))];
  const samples = await inTurn(ways, { rounds: rounds + warmUp, warmUp, pauseMs });
  for (const [i, name] of ['nothing', ...Object.keys(keys)].entries()) {
    print(`${name}, warm`, samples[i] ?? []);
  }
}

const nothing = () => Promise.resolve();

async function workingKeys(rooms: TestingModule, scope: StoreScope) {
  const keys = rooms.get(ApiKeysService);
  const server = await keys.create(scope, { kind: 'store' });
  const widget = await keys.create(scope, { kind: 'widget', allowedOrigins: [origin] });
  const principal: WidgetPrincipal = {
    kind: 'widget',
    keyId: widget.apiKey.id,
    storeId: scope.storeId,
    scopes: ['chat'],
    origin,
  };
  const { token } = rooms.get(WidgetSessions).issue(principal);
  return { 'store key': server.key, 'widget key': widget.key, 'session token': token };
}

async function reportRefused(rooms: TestingModule, check: Check, count: number): Promise<void> {
  const [gone, scope] = [await aStore(rooms), await aStore(rooms)];
  const unknown = await deadKeys(rooms, gone, count);
  await rooms.get(StoresService).remove(gone);
  const revoked = await deadKeys(rooms, scope, count);
  const refused = (key = '') => codeOf(check(key));
  const cold = await inTurn([(i) => refused(unknown[i]), (i) => refused(revoked[i])], {
    rounds: count,
    warmUp: Math.ceil(count / 10),
  });
  const again = await inTurn([() => refused(unknown[0]), () => refused(revoked[0])], {
    rounds: count,
    warmUp: 1,
  });
  print('unknown key, first time', cold[0] ?? []);
  print('revoked key, first time', cold[1] ?? []);
  ratio('first time', cold[0], cold[1]);
  print('unknown key, again', again[0] ?? []);
  print('revoked key, again', again[1] ?? []);
  ratio('again', again[0], again[1]);
}

/** Revoked one by one, since a store may not have so many that work. */
async function deadKeys(rooms: TestingModule, scope: StoreScope, count: number): Promise<string[]> {
  const keys = rooms.get(ApiKeysService);
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    const { apiKey, key } = await keys.create(scope, { kind: 'store' });
    await keys.revoke(scope, apiKey.id);
    texts.push(key);
  }
  return texts;
}

function print(name: string, samples: readonly number[]): void {
  const { p50, p95, p99 } = timing(samples);
  const figure = (value: number) => `${value.toFixed(3)} ms`.padStart(9);
  process.stdout.write(
    `${name.padEnd(26)} p50 ${figure(p50)}   p95 ${figure(p95)}   p99 ${figure(p99)}\n`,
  );
}

function ratio(name: string, of: readonly number[] = [], to: readonly number[] = []): void {
  const [ours, theirs] = [timing(of), timing(to)];
  process.stdout.write(
    `unknown to revoked, ${name}: median of the ratios ${medianRatio(of, to).toFixed(2)}, ` +
      `p50 ${(ours.p50 / theirs.p50).toFixed(2)}, p95 ${(ours.p95 / theirs.p95).toFixed(2)}\n`,
  );
}
