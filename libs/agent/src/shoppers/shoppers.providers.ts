import { ShopperRepository } from './shopper.repository.js';
import { ShopperEraser } from './shopper-eraser.service.js';
import { ShopperExporter } from './shopper-exporter.service.js';
import { ShopperSweep } from './shopper-sweep.js';

/** What doors use of them. */
export const shopperSurface = [ShopperEraser, ShopperExporter, ShopperSweep];

export const shopperProviders = [ShopperRepository, ...shopperSurface];
