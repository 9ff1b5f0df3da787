import { Controller, Get, Header, HttpStatus, Param, Req, Res } from '@nestjs/common'
import { Open } from '@app/access'
import { ArticleKey, type Article, type Language } from '@app/contracts'
import { RefusedError } from '@app/service'
import type { Request, Response } from 'express'
import { FOLLOW_POLICY as POLICY } from '../follow/follow-policy.js'
import { PROCEDURE_PATHS } from './article-labels.js'
import { ArticlesService } from './articles.service.js'
import { procedurePage, proceduresPage } from './procedure-page.js'

const languageOf = ({ path }: Request): Language => (path.startsWith(PROCEDURE_PATHS.en) ? 'en' : 'vi')

/** What operators read, for citizens: without a script and without signing in. Who looks is not noted. */
@Controller([PROCEDURE_PATHS.vi, PROCEDURE_PATHS.en])
@Open()
export class ProceduresController {
  constructor(private readonly articles: ArticlesService) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  async list(@Req() request: Request): Promise<string> {
    const asked = request.query['q']
    const words = typeof asked === 'string' ? asked.slice(0, 200).trim() : ''
    return proceduresPage(languageOf(request), words, words === '' ? await this.articles.everyOne() : await this.articles.search({ words }))
  }

  @Get(':key')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  async one(@Param('key') key: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const article = await this.articleOf(key)
    if (article === null) response.status(HttpStatus.NOT_FOUND)
    return procedurePage(languageOf(request), key, article)
  }

  private async articleOf(key: string): Promise<Article | null> {
    if (!ArticleKey.safeParse(key).success) return null
    try {
      return await this.articles.article(key)
    } catch (error) {
      if (error instanceof RefusedError && error.status === 404) return null
      throw error
    }
  }
}
