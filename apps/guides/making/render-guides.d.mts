export function renderGuides(markdown: Readonly<Record<string, string>>): Record<string, string>;
