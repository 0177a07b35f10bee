import { AppError } from '@app/tenancy';

export const settingsVersionNotFound = (version: string) =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_SETTINGS_VERSION_NOT_FOUND',
    message: `The agent of this store has no settings of version ${version}; list the versions to see them.`,
  });

export const settingsChanged = (version: number) =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_SETTINGS_CHANGED',
    message: `The settings were changed since version ${version}; read them again, then repeat your change.`,
    details: { version },
  });

export const settingRefused = (field: string, reason: string) =>
  new AppError({
    kind: 'invalid',
    code: 'AGENT_SETTING_REFUSED',
    message: `"${field}" cannot be kept: it ${reason}.`,
    details: { field, reason },
  });

export const modelUrlRefused = (reason: string) =>
  new AppError({
    kind: 'invalid',
    code: 'AGENT_MODEL_URL_REFUSED',
    message: `"model.base_url" cannot be used: it ${reason}. Give the https address of a public model server.`,
    details: { field: 'model.base_url', reason },
  });
