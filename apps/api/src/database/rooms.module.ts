import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { TenancyModule } from '@app/tenancy';
import { Module } from '@nestjs/common';

/** All rooms without a door, for a person at a terminal. */
@Module({ imports: [TenancyModule, KnowledgeModule, AgentModule] })
export class RoomsModule {}
