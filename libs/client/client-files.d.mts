export function clientFiles(document: object): Promise<Record<string, string>>;
