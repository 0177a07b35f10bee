import { PlacementDirectory } from '@app/tenancy';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { count } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';

const Placement = z
  .object({
    name: z.string().describe('What it is called.').meta({ example: 'shared' }),
    state: z
      .enum(['up', 'away'])
      .describe('`away` where its database does not answer, or PLACEMENT_URLS does not name it.')
      .meta({ example: 'up' }),
    stores: count('Stores that live there.', 412),
  })
  .meta({ id: 'Placement', description: 'A database that stores live in.' });

const PlacementList = z
  .object({ items: z.array(Placement).describe('`shared` first.') })
  .meta({ id: 'PlacementList', description: 'The databases that stores live in.' });

/** The databases that stores live in. */
@ApiTags('placements')
@Controller('placements')
export class PlacementsController {
  constructor(private readonly placements: PlacementDirectory) {}

  @Get()
  @Returns(200, PlacementList, 'All placements.')
  @Operation({
    needs: 'admin',
    summary: 'List placements',
    description:
      'The shared database and those of PLACEMENT_URLS, whether they answer, and how many stores live in each. Needs the admin key.',
  })
  async listPlacements() {
    return { items: await this.placements.list() };
  }
}
