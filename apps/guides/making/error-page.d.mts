export interface ProblemSource {
  file: string;
  text: string;
}
export function errorPage(api: object, sources: readonly ProblemSource[]): string;
