import { Databases } from '../database/connections/databases.js';
import { capsuleServices } from './capsules/capsule.providers.js';
import { StoreCopier } from './copying/store-copier.js';
import { StoreRows } from './copying/store-rows.js';
import { StoreTables } from './copying/store-tables.js';
import { StoreMoveRepository } from './moving/store-move.repository.js';
import { StoreMoveRunner } from './moving/store-move-runner.js';
import { StoreMover } from './moving/store-mover.js';
import { StoreMovesService } from './moving/store-moves.service.js';
import { WayBack } from './moving/way-back.js';
import { PlacementDirectory } from './placement-directory.js';
import { StoreCopies } from './store-copies.js';
import { StoreCopySweep } from './store-copy-sweep.js';
import { StoreHolds } from './store-holds.js';
import { StorePlaces } from './store-places.js';
import { StoreSamples } from './store-samples.js';

export const placementServices = [
  Databases,
  StorePlaces,
  StoreHolds,
  StoreCopies,
  StoreSamples,
  StoreTables,
  StoreCopier,
  StoreRows,
  StoreMover,
  StoreMoveRepository,
  StoreMoveRunner,
  StoreMovesService,
  WayBack,
  ...capsuleServices,
  PlacementDirectory,
  StoreCopySweep,
];
