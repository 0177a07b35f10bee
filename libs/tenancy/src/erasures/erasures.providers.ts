import { TableVacuum } from '../database/table-vacuum.js';
import { QueueEraser } from '../jobs/erasing/queue-eraser.js';
import { ErasureRepository } from './erasure.repository.js';
import { ErasureSigner } from './erasure-signer.js';
import { ErasureSweep } from './erasure-sweep.js';
import { Erasures } from './erasures.service.js';
import { CounterEraser } from './places/counter-eraser.js';
import { RowEraser } from './places/row-eraser.js';
import { StoreEraser } from './store-eraser.js';

export const erasureServices = [
  ErasureRepository,
  ErasureSigner,
  Erasures,
  RowEraser,
  QueueEraser,
  CounterEraser,
  TableVacuum,
  StoreEraser,
  ErasureSweep,
];
