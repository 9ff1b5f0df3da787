import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm'

const json: ValueTransformer = { to: (value: unknown) => JSON.stringify(value), from: (text: string) => JSON.parse(text) as unknown }

/** A flow as data; `libs/flow` says what it must be. */
export type FlowDefinition = Record<string, unknown>

@Entity('flows')
export class FlowEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @Column({ type: 'varchar', length: 80 }) name: string
  /** Dialled numbers that reach it, and `default` for every other. */
  @Column({ type: 'text', transformer: json }) numbers: string[]
  /** The last number given to a draft; also of one that was published or thrown away. */
  @Column({ name: 'draft_revision', type: 'int', default: 0 }) draftRevision: number
}

/** What somebody works on; at most one a flow, faults and all. */
@Entity('flow_drafts')
export class FlowDraftEntity {
  @ForeignKey(() => FlowEntity, 'id', { name: 'fk_flow_drafts_flow' })
  @PrimaryColumn({ name: 'flow_id', type: 'int' })
  flowId: number
  /** Another with each save and never the same again, so that two people notice each other. */
  @Column({ type: 'int' }) revision: number
  @Column({ type: 'mediumtext', transformer: json }) definition: FlowDefinition
  @Column({ name: 'saved_at', type: 'datetime', precision: 3 }) savedAt: Date
  @Column({ name: 'saved_by', type: 'varchar', length: 120 }) savedBy: string
}

/** What was published, only ever added to; the newest is what callers reach. */
@Entity('flow_versions')
@Index('uq_flow_versions', ['flowId', 'version'], { unique: true })
export class FlowVersionEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number
  @ForeignKey(() => FlowEntity, 'id', { name: 'fk_flow_versions_flow' })
  @Column({ name: 'flow_id', type: 'int' })
  flowId: number
  @Column({ type: 'int' }) version: number
  /** `libs/flow`'s hash of what it means to a call. */
  @Column({ type: 'varchar', length: 16 }) hash: string
  @Column({ type: 'mediumtext', transformer: json }) definition: FlowDefinition
  @Column({ type: 'varchar', length: 300 }) note: string
  @Column({ name: 'rolled_back_to', type: 'int', nullable: true }) rolledBackTo: number | null
  @Column({ name: 'published_at', type: 'datetime', precision: 3 }) publishedAt: Date
  @Column({ name: 'published_by', type: 'varchar', length: 120 }) publishedBy: string
}
