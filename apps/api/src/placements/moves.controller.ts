import { CurrentStore, StoreMovesService, type StoreScope } from '@app/tenancy';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { BeginMove, type BeginMoveDto, Move, MoveId, MoveList, toMoveDto } from './move.dto.js';

const ofMove = ['INPUT_INVALID', 'TENANCY_MOVE_NOT_FOUND'] as const;

/** Moves of a store between databases. */
@ApiTags('placements')
@Controller('stores/:store_id/moves')
export class MovesController {
  constructor(private readonly moves: StoreMovesService) {}

  @Post()
  @StoreInPath()
  @Returns(202, Move, 'The move, which a worker carries on.')
  @Operation({
    needs: 'admin',
    summary: 'Move a store',
    description:
      'Copies the store to the database of another placement while it is served, takes no writes for some seconds in which what changed follows and both are compared, then serves it from there. Nothing is embedded again, and no message is lost: what would write meanwhile waits. Its old rows stay as the way back until the move is confirmed; to go back, move it back. Needs the admin key.',
    fails: ['INPUT_INVALID', 'TENANCY_PLACEMENT_UNKNOWN', 'TENANCY_MOVE_CONFLICT'],
  })
  async beginMove(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: BeginMove }) { placement }: BeginMoveDto,
  ) {
    return toMoveDto(await this.moves.begin(scope, placement));
  }

  @Get()
  @StoreInPath()
  @Returns(200, MoveList, 'The moves of the store.')
  @Operation({
    needs: 'admin',
    summary: 'List moves',
    description: 'Where the store was moved, the latest first. Needs the admin key.',
  })
  async listMoves(@CurrentStore() scope: StoreScope) {
    return { items: (await this.moves.list(scope)).map(toMoveDto) };
  }

  @Get(':move_id')
  @StoreInPath()
  @Returns(200, Move, 'The move as it is now.')
  @Operation({
    needs: 'admin',
    summary: 'Get a move',
    description: 'How far it is, and what was found alike. Needs the admin key.',
    fails: ofMove,
  })
  async getMove(
    @CurrentStore() scope: StoreScope,
    @Param('move_id', { schema: MoveId }) id: string,
  ) {
    return toMoveDto(await this.moves.get(scope, id));
  }

  @Post(':move_id/confirm')
  @StoreInPath()
  @Returns(202, Move, 'The move; the rows left behind are being removed.')
  @Operation({
    needs: 'admin',
    summary: 'Confirm a move',
    description:
      'Gives up the way back: removes what the store left in the database that it came from. Needs the admin key.',
    fails: [...ofMove, 'TENANCY_MOVE_CONFLICT'],
  })
  async confirmMove(
    @CurrentStore() scope: StoreScope,
    @Param('move_id', { schema: MoveId }) id: string,
  ) {
    return toMoveDto(await this.moves.confirm(scope, id));
  }

  @Post(':move_id/cancel')
  @StoreInPath()
  @Returns(202, Move, 'The move; what was copied is being removed.')
  @Operation({
    needs: 'admin',
    summary: 'Cancel a move',
    description:
      'Before the store was switched: it stays where it is, and what was copied is removed. Needs the admin key.',
    fails: [...ofMove, 'TENANCY_MOVE_CONFLICT'],
  })
  async cancelMove(
    @CurrentStore() scope: StoreScope,
    @Param('move_id', { schema: MoveId }) id: string,
  ) {
    return toMoveDto(await this.moves.cancel(scope, id));
  }
}
