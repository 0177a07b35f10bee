import { AppError } from '../../errors/app-error.js';

export const capsuleBroken = (why: string, cause?: unknown) =>
  new AppError({
    kind: 'invalid',
    code: 'TENANCY_CAPSULE_BROKEN',
    message: `This is no whole capsule: ${why}. Nothing of it was taken; export the store again.`,
    cause,
  });

export const capsuleTooLarge = (mostBytes: number) =>
  new AppError({
    kind: 'too_large',
    code: 'TENANCY_CAPSULE_TOO_LARGE',
    message: `A capsule may have ${mostBytes} bytes here; raise CAPSULE_MAX_BYTES of the API and start it again.`,
  });

export const capsuleOfOtherVersion = (theirs: string, ours: string) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_CAPSULE_VERSION',
    message:
      `The capsule has ${theirs}, this deployment ${ours}: bring the older deployment to the version of the newer one, ` +
      'migrate it, and export again.',
    details: { capsule: theirs, deployment: ours },
  });

export const capsuleSealed = (places: readonly string[]) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_CAPSULE_SEALED',
    message:
      `${places.join(', ')} are sealed under another CREDENTIALS_SECRET and could not be opened here: set that one here, or ask ` +
      'for `without_credentials`, which drops them.',
    details: { sealed: places },
  });

export const capsuleOfOtherModel = (theirs: string, ours: string) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_CAPSULE_MODEL',
    message:
      `The live vectors are of "${theirs}", this deployment embeds with "${ours}": search would do without them until the next ingest. ` +
      'Set that model here, or ask for `accept_model`.',
    details: { capsule: theirs, deployment: ours },
  });

export const capsuleKeysTaken = () =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_CAPSULE_KEYS_TAKEN',
    message:
      'A key of the capsule is known here already, of another store; revoke and remove it there first.',
  });

export const capsuleBusy = (storeId: string) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_CAPSULE_BUSY',
    message: `Store ${storeId} is being imported by somebody else; wait until that has ended, or 15 seconds after it broke off.`,
  });

export const capsuleMismatch = (places: readonly string[]) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_CAPSULE_MISMATCH',
    message: `What was written is not what the capsule holds (${places.join(', ')}), so the store stays absent; import it again.`,
    details: { differs: places },
  });
