import { clientFiles } from '../../libs/client/client-files.mjs';
import { exists, projectFiles, read } from './reading/project-files.js';

interface Api {
  paths: Record<string, Record<string, { operationId: string }>>;
  components: { schemas: Record<string, { properties: object; required: string[] }> };
}

const folder = 'libs/client/src/generated';
const readApi = () => JSON.parse(read('apps/api/openapi.json')) as Api;

let made: Record<string, string>;

beforeAll(async () => (made = await clientFiles(readApi())));

describe('what the client knows of the API', () => {
  it('is what the document says', () => {
    const outdated = Object.entries(made).filter(([file, text]) => read(file) !== text);

    // npm run openapi makes both
    expect(outdated.map(([file]) => file)).toEqual([]);
    expect(Object.keys(made).sort()).toEqual(projectFiles(folder));
  });

  it('is every operation, but those of other standards', () => {
    const operations = Object.entries(readApi().paths)
      .filter(([path]) => !/^\/(v1|mcp)\b/.test(path))
      .flatMap(([, item]) => Object.values(item));
    const types = read(`${folder}/api.ts`);

    expect(operations.length).toBeGreaterThan(100);
    expect(
      operations.filter(({ operationId }) => !types.includes(`operations["${operationId}"]`)),
    ).toEqual([]);
  });

  it('has no words that only people read, but a line a summary', () => {
    const types = read(`${folder}/api.ts`);

    expect(types).toContain(
      '/** The stores of this deployment, oldest first; all, or those that `search` finds. */',
    );
    expect(types).not.toMatch(/@(example|description|default)/);
  });

  it.each<[string, (api: Api) => void]>([
    ['a field that came', ({ components }) => addField(components.schemas.Store)],
    ['an operation that went', ({ paths }) => delete paths['/api/v1/placements']],
  ])('is seen to be outdated by %s', async (_name, change) => {
    const api = readApi();
    change(api);

    const other = await clientFiles(api);

    expect(Object.keys(other).filter((file) => other[file] === made[file])).toEqual([]);
  });

  it('is made by the script that makes the document', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

    expect(scripts.openapi).toMatch(
      /write-openapi\.js && node libs\/client\/write-client\.mjs && /,
    );
    expect(exists('libs/client/write-client.mjs')).toBe(true);
  });
});

function addField(schema?: { properties: object; required: string[] }): void {
  Object.assign(schema?.properties ?? {}, { colour: { type: 'string' } });
  schema?.required.push('colour');
}
