import { StartProblem } from '../start-problem.js';

/** Two processes that open one data directory lose each other's rows, so the second is told this instead. */
export class DataDirectoryInUse extends StartProblem {
  constructor(directory: string, pid: number) {
    super(
      `STOREHAND_DATA_DIR ${directory} is in use by process ${pid}: stop that one first, or set STOREHAND_DATA_DIR to another directory.`,
    );
    this.name = 'DataDirectoryInUse';
  }
}
