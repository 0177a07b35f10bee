import { PrivacyRequestRepository } from './privacy-request.repository.js';
import { PrivacyRequestReport } from './privacy-request-report.js';
import { PrivacyRequestSweep } from './privacy-request-sweep.js';
import { PrivacyRequests } from './privacy-requests.service.js';
import { SealedNames } from './sealed-names.js';
import { ShopifyRequests } from './shopify-requests.service.js';

/** What doors use of them. */
export const privacySurface = [PrivacyRequests, PrivacyRequestSweep, ShopifyRequests];

export const privacyProviders = [
  PrivacyRequestRepository,
  PrivacyRequestReport,
  SealedNames,
  ...privacySurface,
];
