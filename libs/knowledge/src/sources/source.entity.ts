import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

export const sourceKinds = ['website'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Where knowledge comes from. A website is known by the URL its crawl starts at. */
@Entity('sources')
export class Source extends StoreOwnedEntity {
  @Column({ type: 'text' })
  kind: SourceKind;

  @Column({ type: 'text' })
  url: string;

  @Column({ name: 'max_pages', type: 'integer' })
  maxPages: number;
}
