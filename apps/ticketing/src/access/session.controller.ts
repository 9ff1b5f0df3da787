import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common'
import { CurrentSession, hashPassword, Open, SESSION_SECONDS, signSession, verifyPassword } from '@app/access'
import { Session, SESSION_COOKIE, SignIn } from '@app/contracts'
import { RefusedError, refusal, ZodPipe } from '@app/service'
import type { CookieOptions, Request, Response } from 'express'
import { Database } from '../database/database.js'
import { DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { HallDeeds } from '../hall/hall-deeds.service.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { AttemptLimit } from './attempt-limit.js'
import { May } from './rights.js'

@Controller('api/session')
export class SessionController {
  /** For one name from one address. */
  private readonly limit = new AttemptLimit(8, 5 * 60_000)
  /** Checked for a name nobody has, so that the time taken tells nothing. */
  private readonly nobodysHash = hashPassword('nobody')

  constructor(
    private readonly database: Database,
    private readonly deeds: HallDeeds,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  @Post()
  @Open()
  @HttpCode(200)
  async signIn(@Body(new ZodPipe(SignIn)) body: SignIn, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Session> {
    const key = `${body.username.toLowerCase()} ${request.ip}`
    const wait = this.limit.waitSeconds(key, Date.now())
    if (wait > 0) throw refusal.tooMany(wait)
    const user = await this.database.manager.findOneBy(UserEntity, { username: body.username })
    const fits = await verifyPassword(body.password, user?.passwordHash ?? (await this.nobodysHash))
    if (!user || !fits || user.disabledAt !== null) {
      this.limit.failed(key, Date.now())
      throw wrongSignIn()
    }
    this.limit.succeeded(key)
    if (user.oneTimePassword) await this.changePassword(user, body)
    const session = await this.sessionOf(user)
    response.cookie(SESSION_COOKIE, await signSession(session, this.settings.SESSION_SECRET), { ...this.cookie(), maxAge: SESSION_SECONDS * 1000 })
    return session
  }

  @Get()
  @May('session.read')
  async read(@CurrentSession() session: Session): Promise<Session> {
    // A supervisor may have moved them since they signed in.
    return session.role === 'officer' ? session : { ...session, queues: await this.deeds.queuesOf(session.userId) }
  }

  /** For a television that shows the hall day and night: whoever is signed in still, stays so. */
  @Post('renewal')
  @HttpCode(204)
  @May('session.renew')
  async renew(@CurrentSession() session: Session, @Res({ passthrough: true }) response: Response): Promise<void> {
    response.cookie(SESSION_COOKIE, await signSession(session, this.settings.SESSION_SECRET), { ...this.cookie(), maxAge: SESSION_SECONDS * 1000 })
  }

  @Delete()
  @Open()
  @HttpCode(204)
  signOut(@Res({ passthrough: true }) response: Response): void {
    response.clearCookie(SESSION_COOKIE, this.cookie())
  }

  /** @throws RefusedError 403 while there is no other password */
  private async changePassword(user: UserEntity, { password, newPassword }: SignIn): Promise<void> {
    if (newPassword === undefined || newPassword === password) throw passwordToChange()
    await this.database.manager.update(UserEntity, user.id, { passwordHash: await hashPassword(newPassword), oneTimePassword: false })
  }

  private cookie(): CookieOptions {
    return { httpOnly: true, sameSite: 'strict', path: '/', secure: this.settings.PUBLIC_URL.startsWith('https:') }
  }

  private async sessionOf(user: UserEntity): Promise<Session> {
    const department = user.departmentId === null ? null : await this.database.manager.findOneBy(DepartmentEntity, { id: user.departmentId })
    return {
      userId: user.id,
      username: user.username,
      displayName: user.displayName,
      role: user.role,
      department: department && { id: department.id, name: { vi: department.nameVi, en: department.nameEn } },
      queues: await this.deeds.queuesOf(user.id),
    }
  }
}

const passwordToChange = () =>
  new RefusedError(403, {
    code: 'password-to-change',
    message: { vi: 'Mật khẩu này chỉ dùng một lần. Vui lòng đặt mật khẩu mới (ít nhất 12 ký tự).', en: 'This password is for one time only. Please choose a new one (at least 12 characters).' },
  })

const wrongSignIn = () =>
  new RefusedError(401, { code: 'wrong-sign-in', message: { vi: 'Tên đăng nhập hoặc mật khẩu không đúng.', en: 'The username or the password is wrong.' } })
