import type { StructuredToolInterface } from '@langchain/core/tools';
import { z } from 'zod';

import { ORDER_STATUS, PRODUCT_LOOKUP } from '../prompts/tools.prompt.js';
import type { ToolName } from './tool-use.js';

/** What is done where a tool is called; gives what it found, as text. */
export type ToolWork = Readonly<Record<ToolName, (input: string) => Promise<string>>>;

const product = z.object({ query: z.string().min(1).max(200).describe(PRODUCT_LOOKUP.query) });
const order = z.object({ order_number: z.string().max(60).describe(ORDER_STATUS.orderNumber) });

/** The tools that a turn offers, as LangChain's: what is no input of their shape is refused before any work. */
export async function makeTools(
  offered: readonly ToolName[],
  work: ToolWork,
): Promise<StructuredToolInterface[]> {
  const { tool } = await import('@langchain/core/tools');
  const made: Record<ToolName, StructuredToolInterface> = {
    product_lookup: tool(({ query }) => work.product_lookup(query), {
      name: PRODUCT_LOOKUP.name,
      description: PRODUCT_LOOKUP.description,
      schema: product,
    }),
    order_status: tool(({ order_number: number }) => work.order_status(number), {
      name: ORDER_STATUS.name,
      description: ORDER_STATUS.description,
      schema: order,
    }),
  };
  return offered.map((name) => made[name]);
}
