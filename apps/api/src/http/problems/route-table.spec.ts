import { RouteTable } from './route-table.js';

describe('RouteTable', () => {
  const table = new RouteTable();
  table.add('GET', '/stores/:store_id/keys');
  table.add(['POST', 'HEAD'], '/stores/:store_id/keys');
  table.add('GET', '/docs/*');
  table.add('GET', '/openapi.json');

  it('finds every method of a path, whatever its parameters and query', () => {
    expect(table.methodsAt('/stores/17/keys?x=/a')).toEqual(['GET', 'HEAD', 'POST']);
  });

  it('takes a parameter as one part, a wildcard as many, and text as it is', () => {
    expect(table.methodsAt('/stores/1/7/keys')).toEqual([]);
    expect(table.methodsAt('/docs/a/b.js')).toEqual(['GET']);
    expect(table.methodsAt('/openapiXjson')).toEqual([]);
  });
});
