/** A body as fetch takes it: a file as it is, fields with a file among them as a form, everything else as JSON. */
export function toBody(body: unknown): string | Blob | FormData {
  if (body instanceof Blob || body instanceof FormData) return body;
  const fields = Object.entries(Object(body) as Record<string, unknown>);
  if (!fields.some(([, value]) => value instanceof Blob)) return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of fields)
    form.append(name, value instanceof Blob ? value : String(value));
  return form;
}
