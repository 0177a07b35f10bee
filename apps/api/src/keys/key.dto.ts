import { allKeyScopes, type ApiKey, keyScopes, scopesOf } from '@app/tenancy';
import { z } from 'zod';

import { sliceOf, time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

export const KeyId = uuid("The key's id, from creating or listing keys.");

const keyName = text({ max: 100 }).describe('For people.').meta({ example: 'shop backend' });

const origin = z
  .string()
  .toLowerCase()
  .regex(
    /^https?:\/\/[a-z0-9.-]{1,253}(:\d{1,5})?$/,
    'Must be an origin such as https://shop.example, without a path',
  )
  .meta({ example: 'https://shop.example' });

const origins = z
  .array(origin)
  .min(1)
  .max(50)
  .describe('The only web sites it works on.')
  .meta({ example: ['https://shop.example'] });

const meanings = Object.entries(keyScopes).map(([scope, opens]) => `\`${scope}\`: ${opens}.`);

const scopes = z
  .array(z.enum(allKeyScopes))
  .min(1)
  .max(20)
  .describe(`What the key may do; left out or null: everything. ${meanings.join(' ')}`)
  .meta({ example: ['chat', 'knowledge:read'] });

const expiresAt = z.iso
  .datetime()
  .refine(
    (value) => Date.parse(value) > Date.now(),
    'Must lie in the future; to end a key now, revoke it',
  )
  .describe('When it ends by itself; left out or null: never.')
  .meta({ example: '2027-01-05T09:30:00.000Z' });

/** A store key is a secret for servers; a widget key is public and therefore bound to origins. */
export const CreateKey = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('store').describe('A secret key for servers.').meta({ example: 'store' }),
      name: keyName.optional(),
      scopes: scopes.nullable().optional(),
      expires_at: expiresAt.nullable().optional(),
    }),
    z.strictObject({
      kind: z.literal('widget').describe('A public key for browsers.').meta({ example: 'widget' }),
      name: keyName.optional(),
      allowed_origins: origins,
      expires_at: expiresAt.nullable().optional(),
    }),
  ])
  .meta({ id: 'CreateKey', description: 'A new API key of a store.' });
export type CreateKeyDto = z.infer<typeof CreateKey>;

export const UpdateKey = z
  .strictObject({
    name: keyName.nullable().optional(),
    allowed_origins: origins.optional(),
    scopes: scopes.nullable().optional(),
    expires_at: expiresAt.nullable().optional(),
  })
  .meta({ id: 'UpdateKey', description: 'Changes to a key; what is left out stays as it is.' });
export type UpdateKeyDto = z.infer<typeof UpdateKey>;

export const RotateKey = z
  .strictObject({
    overlap_seconds: z
      .int()
      .min(0)
      .max(30 * 86_400)
      .default(86_400)
      .describe('How long the old key goes on working beside the new one; 0 ends it at once.')
      .meta({ example: 86_400 }),
  })
  .meta({ id: 'RotateKey', description: 'How a key is replaced.' });
export type RotateKeyDto = z.infer<typeof RotateKey>;

const keyFields = {
  id: uuid("The key's id, for revoking it."),
  kind: z
    .enum(['store', 'widget'])
    .describe('`store`: secret, for servers. `widget`: public, for browsers.')
    .meta({ example: 'store' }),
  name: z.string().nullable().describe('For people.').meta({ example: 'shop backend' }),
  prefix: z
    .string()
    .describe('The beginning of the key, to tell keys apart.')
    .meta({ example: 'sh_store_a1B2' }),
  allowed_origins: z
    .array(z.string())
    .describe('Web sites a widget key works on; empty for a store key.')
    .meta({ example: [] }),
  scopes: z
    .array(z.string())
    .describe('What it may do; `POST …/keys` says what each opens.')
    .meta({ example: ['chat', 'knowledge:read'] }),
  replaced_by: uuid(
    'The key that a rotation made in its place; null while there is none.',
  ).nullable(),
  last_used_at: time('When it was last used, to the minute; null while it was not.').nullable(),
  expires_at: time('When it ends; null for never.').nullable(),
  revoked_at: time('When it was revoked; null while it works.').nullable(),
  created_at: time('When it was created.'),
};

export const Key = z
  .object(keyFields)
  .meta({ id: 'Key', description: 'An API key; the key itself cannot be read again.' });
export type KeyDto = z.infer<typeof Key>;

export const CreatedKey = z
  .object({
    ...keyFields,
    key: z
      .string()
      .describe('The key. Shown here and never again.')
      .meta({ example: 'sh_store_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5' }),
  })
  .meta({ id: 'CreatedKey', description: 'A new API key with the key itself.' });
export type CreatedKeyDto = z.infer<typeof CreatedKey>;

export const KeyList = sliceOf('KeyList', Key);

export const fromCreateKey = (body: CreateKeyDto) => ({
  kind: body.kind,
  name: body.name,
  expiresAt: toDate(body.expires_at),
  ...(body.kind === 'widget' ? { allowedOrigins: body.allowed_origins } : { scopes: body.scopes }),
});

/** Leaves out what was left out: an `undefined` would read as a change. */
export const fromUpdateKey = (body: UpdateKeyDto) => ({
  ...(body.name !== undefined && { name: body.name }),
  ...(body.allowed_origins && { allowedOrigins: body.allowed_origins }),
  ...(body.scopes !== undefined && { scopes: body.scopes }),
  ...(body.expires_at !== undefined && { expiresAt: toDate(body.expires_at) }),
});

const toDate = (time: string | null | undefined): Date | null => (time ? new Date(time) : null);

export const toKeyDto = (key: ApiKey): KeyDto => ({
  id: key.id,
  kind: key.kind,
  name: key.name,
  prefix: key.prefix,
  allowed_origins: key.allowedOrigins,
  scopes: scopesOf(key.kind, key.scopes),
  replaced_by: key.replacedBy,
  last_used_at: key.lastUsedAt?.toISOString() ?? null,
  expires_at: key.expiresAt?.toISOString() ?? null,
  revoked_at: key.revokedAt?.toISOString() ?? null,
  created_at: key.createdAt.toISOString(),
});

export const toCreatedKeyDto = ({
  apiKey,
  key,
}: {
  apiKey: ApiKey;
  key: string;
}): CreatedKeyDto => ({
  ...toKeyDto(apiKey),
  key,
});
