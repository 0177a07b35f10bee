import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import type { StoreDirectory } from '../stores/store-directory.js';
import { Needs, type Principal, Public } from './access.decorator.js';
import type { KeyAuthenticator } from './key-authenticator.js';
import { allKeyScopes } from './key-scopes.js';
import { headerOf, type ScopedRequest } from './scoped-request.js';
import type { ShopperSession } from './session-token.js';
import { StoreGuard } from './store.guard.js';
import { StoreAlsoIn } from './store-places.decorator.js';

const own = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';

class Routes {
  @Public('spec')
  open() {}
  @Needs('settings')
  closed() {}
  @Needs('admin')
  forAdmins() {}
  @Needs('chat')
  forChats() {}
  @Needs('widget')
  forWidgets() {}
  silent() {}
  @Needs(['chat', 'knowledge:read'])
  both() {}
  @Needs('settings')
  @StoreAlsoIn((request) => headerOf(request, 'x-store-id'))
  named() {}
}

const store: Principal = { kind: 'store', keyId: 'k', storeId: own, scopes: allKeyScopes };
const admin: Principal = { kind: 'admin' };
const widget: Principal = { ...store, kind: 'widget', origin: 'https://shop.example' };

async function ask(
  route: keyof Routes,
  principal: Principal | Error,
  request: Partial<ScopedRequest> = {},
): Promise<ScopedRequest> {
  const full: ScopedRequest = { headers: {}, ...request };
  const guard = new StoreGuard(
    new Reflector(),
    {
      authenticate: () =>
        principal instanceof Error ? Promise.reject(principal) : Promise.resolve(principal),
    } as unknown as KeyAuthenticator,
    { exists: (id: string) => Promise.resolve(id === own) } as unknown as StoreDirectory,
  );
  await guard.canActivate({
    getHandler: () => Routes.prototype[route],
    getClass: () => Routes,
    switchToHttp: () => ({ getRequest: () => full }),
  } as unknown as ExecutionContext);
  return full;
}

describe('the store guard', () => {
  it('wants a key where a route does not say that it is public, which says why', async () => {
    await expect(ask('closed', new Error('no key'))).rejects.toThrow('no key');
    await expect(ask('open', new Error('no key'))).resolves.toBeDefined();
  });

  it('opens a store key’s own scope whether the request names the store or not', async () => {
    for (const request of [
      {},
      { params: { store_id: own.toUpperCase() } },
      { body: { store_id: own } },
    ]) {
      expect((await ask('closed', store, request)).storeScope?.storeId).toBe(own);
    }
  });

  it('narrows a widget’s scope to its shopper, and no other key’s', async () => {
    const chat: Principal = { ...widget, scopes: ['chat'] };
    const session = { id: 'a-session' } as ShopperSession;
    const shopperOf = async (principal: Principal) =>
      (await ask('forChats', principal)).storeScope?.shopper;

    expect(await shopperOf(chat)).toEqual({ sessionId: null });
    expect(await shopperOf({ ...chat, session })).toEqual({ sessionId: 'a-session' });
    expect(await shopperOf(store)).toBeUndefined();
    expect((await ask('forChats', { ...chat, session })).storeScope?.derive().shopper).toEqual({
      sessionId: 'a-session',
    });
  });

  it('answers a store key that names another store as if that were missing', async () => {
    for (const part of ['params', 'query', 'body'] as const) {
      await expect(ask('closed', store, { [part]: { store_id: other } })).rejects.toMatchObject({
        code: 'TENANCY_STORE_NOT_FOUND',
      });
    }
  });

  it('refuses a path and a body that name different stores, for admins too', async () => {
    const request = { params: { store_id: own }, body: { store_id: other } };

    await expect(ask('closed', admin, request)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('names the field where the store is no UUID', async () => {
    for (const bad of ['x', '', 7, {}, `${own}\u0000`]) {
      await expect(ask('closed', admin, { body: { store_id: bad } })).rejects.toMatchObject({
        code: 'TENANCY_STORE_ID_MALFORMED',
      });
    }
  });

  it('gives an admin the store it names, and none where it names none', async () => {
    expect((await ask('closed', admin, { query: { store_id: own } })).storeScope?.storeId).toBe(
      own,
    );
    expect((await ask('closed', admin)).storeScope).toBeUndefined();
  });

  it('reads the places of the route’s own with the same checks, and no other route’s', async () => {
    const named = (id: string) => ({ headers: { 'x-store-id': id } });

    expect((await ask('named', admin, named(own))).storeScope?.storeId).toBe(own);
    expect((await ask('closed', admin, named(own))).storeScope).toBeUndefined();
    await expect(ask('named', store, named(other))).rejects.toMatchObject({ kind: 'not_found' });
    await expect(
      ask('named', admin, { ...named(own), body: { store_id: other } }),
    ).rejects.toMatchObject({ kind: 'not_found' });
    await expect(ask('named', admin, named('x'))).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('keeps the kinds of key apart', async () => {
    await expect(ask('forAdmins', store)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(ask('silent', store)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(ask('silent', admin)).resolves.toBeDefined();
    await expect(ask('closed', widget)).rejects.toMatchObject({
      code: 'TENANCY_KEY_KIND_REFUSED',
    });
  });

  it('opens what only a widget has a use for to no other key', async () => {
    await expect(ask('forWidgets', widget)).resolves.toMatchObject({ principal: widget });
    for (const other of [store, admin]) {
      await expect(ask('forWidgets', other)).rejects.toMatchObject({
        code: 'TENANCY_KEY_KIND_REFUSED',
      });
    }
  });

  it('lets a key do what its scopes say, all that a route needs, and names the first that is missing', async () => {
    const chatting: Principal = { ...store, scopes: ['chat'] };

    await expect(ask('both', store)).resolves.toBeDefined();
    await expect(ask('both', chatting)).rejects.toMatchObject({
      code: 'TENANCY_KEY_SCOPE_REFUSED',
      details: { scope: 'knowledge:read' },
    });
    await expect(ask('closed', chatting)).rejects.toMatchObject({
      code: 'TENANCY_KEY_SCOPE_REFUSED',
    });
    await expect(ask('both', widget)).rejects.toMatchObject({
      code: 'TENANCY_KEY_KIND_REFUSED',
    });
  });
});
