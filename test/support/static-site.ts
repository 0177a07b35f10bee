export { startStaticSite, type StaticSite } from './static-site.mjs';
