import { ModelRuns } from '@app/knowledge';
import { StoreScope } from '@app/tenancy';

import { makeTools } from './make-tools.js';
import type { ToolAsk } from './tool-ask.js';
import { ToolRun } from './tool-run.js';

const scope = StoreScope.open('0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11');
const shopper = { conversationId: '7b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11', token: null };

describe('the calls of a turn', () => {
  it('are made with what LangChain is told of whose they are', async () => {
    const asked: unknown[] = [];
    const runs = new ModelRuns();
    const told: unknown[] = [];
    runs.callConfig = async (about) => {
      asked.push(about);
      return { tags: [`store:${about?.storeId}`] };
    };
    const [tool] = await makeTools(['product_lookup'], {
      product_lookup: async () => '',
      order_status: async () => '',
    });
    const invoke = tool!.invoke.bind(tool);
    tool!.invoke = (input: never, config?: object) => {
      told.push(config);
      return invoke(input, config);
    };
    const ask = { shopper, signal: new AbortController().signal } as unknown as ToolAsk;
    const run = new ToolRun({ orders: {} as never, products: {} as never, runs }, scope, ask);

    await run.all([{ name: 'product_lookup', input: { query: 'a lamp' } }], [tool!]);

    const { storeId } = scope;
    expect(asked).toEqual([{ storeId, conversationId: shopper.conversationId, purpose: 'tools' }]);
    expect(told).toEqual([{ tags: [`store:${storeId}`] }]);
  });
});
