/** Doors of other standards: their clients are others', and so are their refusals. */
const others = /^\/(v1|mcp)(\/|$)/;
const methods = ['get', 'put', 'post', 'patch', 'delete'];

/** Every operation of the document with a name as `GET /api/v1/stores`, but those of other standards. */
export function* operationsOf({ paths }) {
  for (const [path, item] of Object.entries(paths)) {
    if (others.test(path)) continue;
    for (const method of methods) {
      if (item[method]) yield { name: `${method.toUpperCase()} ${path}`, operation: item[method] };
    }
  }
}
