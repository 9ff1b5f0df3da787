import { Injectable, Logger } from '@nestjs/common'
import type { Board, BoardContent, SaveBoard, Session } from '@app/contracts'
import { refusal } from '@app/service'
import { In, type EntityManager } from 'typeorm'
import { BoardEntity } from '../database/board.entity.js'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { Outbox } from '../outbox/outbox.js'

/** Of one person; and so many of others are listed. */
const MOST_OWN = 20
const MOST_SHARED = 100

/** Boards: one's own to change, shared ones of others to look at. */
@Injectable()
export class Boards {
  private readonly log = new Logger(Boards.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** The own ones first. */
  async list(session: Session): Promise<Board[]> {
    const { manager } = this.database
    const own = await manager.find(BoardEntity, { where: { ownerId: session.userId }, order: { name: 'ASC', id: 'ASC' } })
    const shared = await manager.find(BoardEntity, { where: { shared: true }, order: { name: 'ASC', id: 'ASC' }, take: MOST_SHARED })
    return this.views(manager, [...own, ...shared.filter(({ ownerId }) => ownerId !== session.userId)], session)
  }

  /** @throws RefusedError 409 when the person has too many */
  async make(content: BoardContent, session: Session): Promise<Board> {
    const row = await this.database.manager.transaction(async (tx) => {
      // One after the other for one person, so that the count is true.
      await tx.findOneOrFail(UserEntity, { where: { id: session.userId }, lock: { mode: 'pessimistic_write' } })
      if ((await tx.countBy(BoardEntity, { ownerId: session.userId })) >= MOST_OWN) throw tooMany()
      const made = await tx.save(Object.assign(new BoardEntity(), { ...content, ownerId: session.userId, revision: 1, changedAt: new Date() }))
      await this.tell(tx, made)
      return made
    })
    this.outbox.wake()
    return this.view(row, session)
  }

  /** @throws RefusedError 404 for what is not one's own, 409 when somebody saved in between */
  async save(id: number, { revision, ...content }: SaveBoard, session: Session): Promise<Board> {
    const row = await this.database.manager.transaction(async (tx) => {
      const found = await tx.findOne(BoardEntity, { where: { id, ownerId: session.userId }, lock: { mode: 'pessimistic_write' } })
      if (!found) throw noSuchBoard()
      if (found.revision !== revision) throw changedMeanwhile()
      const saved = await tx.save(Object.assign(found, content, { revision: revision + 1, changedAt: new Date() }))
      await this.tell(tx, saved)
      return saved
    })
    this.outbox.wake()
    return this.view(row, session)
  }

  async drop(id: number, session: Session): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      const { affected } = await tx.delete(BoardEntity, { id, ownerId: session.userId })
      if (affected === 0) throw noSuchBoard()
      await this.tell(tx, { id })
    })
    this.outbox.wake()
    this.log.log(`board ${id} is gone, by ${session.username}`)
  }

  private tell = (tx: EntityManager, { id }: Pick<BoardEntity, 'id'>) => this.outbox.store(tx, { topic: 'board', id: String(id), departmentId: null })

  private async view(row: BoardEntity, session: Session): Promise<Board> {
    const [view] = await this.views(this.database.manager, [row], session)
    if (!view) throw noSuchBoard()
    return view
  }

  private async views(manager: EntityManager, rows: BoardEntity[], session: Session): Promise<Board[]> {
    const owners = await manager.findBy(UserEntity, { id: In(rows.map(({ ownerId }) => ownerId)) })
    const names = new Map(owners.map(({ id, displayName }) => [id, displayName]))
    return rows.map(({ id, name, shared, tiles, revision, ownerId }) => ({ id, name, shared, tiles, revision, owner: { id: ownerId, displayName: names.get(ownerId) ?? '' }, own: ownerId === session.userId }))
  }
}

const noSuchBoard = () => refusal.notFound({ vi: 'bảng theo dõi này', en: 'board' })
const tooMany = () => refusal.conflict('too-many-boards', { vi: `Anh/Chị đã có ${MOST_OWN} bảng theo dõi. Vui lòng xóa bớt rồi tạo lại.`, en: `You have ${MOST_OWN} boards. Please delete one and try again.` })
const changedMeanwhile = () => refusal.conflict('board-changed', { vi: 'Bảng này vừa được lưu ở nơi khác. Vui lòng xem bản mới rồi sửa lại.', en: 'This board has just been saved elsewhere. Please look at it as it is now and change it again.' })
