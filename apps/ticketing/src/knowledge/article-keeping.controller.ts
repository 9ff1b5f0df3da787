import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { ArticleFiguresQuery, ArticleKey, CareForArticle, CompareArticle, KeptArticlesQuery, PublishArticle, RollBackArticle, SaveArticleDraft, WithdrawArticle, type ArticleChange, type ArticleContent, type ArticleFigures, type ArticleRecord, type KeptArticle, type Page, type Session } from '@app/contracts'
import { RefusedError, ZodPipe } from '@app/service'
import type { z } from 'zod'
import { May } from '../access/rights.js'
import { ArticleKeeping } from './article-keeping.service.js'
import { ArticleUses } from './article-uses.service.js'

const Key = new ZodPipe(ArticleKey)

/** For whoever keeps articles. */
@Controller('api')
export class ArticleKeepingController {
  constructor(
    private readonly keeping: ArticleKeeping,
    private readonly uses: ArticleUses,
  ) {}

  @Get('kept-articles')
  @May('articles.keep')
  list(@Query(new ZodPipe(KeptArticlesQuery)) query: KeptArticlesQuery): Promise<Page<KeptArticle>> {
    return this.keeping.list(query)
  }

  @Get('kept-articles/:key')
  @May('articles.keep')
  record(@Param('key', Key) key: string): Promise<ArticleRecord> {
    return this.keeping.record(key)
  }

  @Get('kept-articles/:key/versions/:version')
  @May('articles.keep')
  version(@Param('key', Key) key: string, @Param('version', ParseIntPipe) version: number): Promise<ArticleContent> {
    return this.keeping.contentOf(key, version)
  }

  @Get('kept-articles/:key/changes')
  @May('articles.keep')
  compare(@Param('key', Key) key: string, @Query(new ZodPipe(CompareArticle)) sides: CompareArticle): Promise<ArticleChange[]> {
    return this.keeping.compare(key, sides)
  }

  @Put('kept-articles/:key/draft')
  @May('articles.edit')
  save(@Param('key', Key) key: string, @Body(new ZodPipe(SaveArticleDraft)) body: SaveArticleDraft, @CurrentSession() session: Session): Promise<ArticleRecord> {
    if (body.content.forFlows) refuseUnspoken(body)
    return this.keeping.saveDraft(key, body, session)
  }

  @Delete('kept-articles/:key/draft')
  @HttpCode(204)
  @May('articles.edit')
  dropDraft(@Param('key', Key) key: string, @CurrentSession() session: Session): Promise<void> {
    return this.keeping.dropDraft(key, session)
  }

  @Post('kept-articles/:key/publish')
  @HttpCode(200)
  @May('articles.edit')
  publish(@Param('key', Key) key: string, @Body(new ZodPipe(PublishArticle)) body: PublishArticle, @CurrentSession() session: Session): Promise<ArticleRecord> {
    return this.keeping.publish(key, body, session)
  }

  @Post('kept-articles/:key/roll-back')
  @HttpCode(200)
  @May('articles.edit')
  rollBack(@Param('key', Key) key: string, @Body(new ZodPipe(RollBackArticle)) body: RollBackArticle, @CurrentSession() session: Session): Promise<ArticleRecord> {
    return this.keeping.rollBack(key, body, session)
  }

  @Post('kept-articles/:key/withdraw')
  @HttpCode(200)
  @May('articles.edit')
  withdraw(@Param('key', Key) key: string, @Body(new ZodPipe(WithdrawArticle)) body: WithdrawArticle, @CurrentSession() session: Session): Promise<ArticleRecord> {
    return this.keeping.withdraw(key, body, session)
  }

  @Put('kept-articles/:key/care')
  @May('articles.edit')
  care(@Param('key', Key) key: string, @Body(new ZodPipe(CareForArticle)) body: CareForArticle, @CurrentSession() session: Session): Promise<ArticleRecord> {
    return this.keeping.care(key, body, session)
  }

  @Get('article-owners')
  @May('articles.edit')
  owners(): Promise<{ id: number; name: string }[]> {
    return this.keeping.owners()
  }

  @Get('article-figures')
  @May('articles.keep')
  figures(@Query(new ZodPipe(ArticleFiguresQuery)) { days }: z.infer<typeof ArticleFiguresQuery>): Promise<ArticleFigures> {
    return this.uses.figures(days)
  }
}

/** A caller may have chosen English: what a flow reads out must be there in both. */
function refuseUnspoken({ content: { title, summary, spoken } }: SaveArticleDraft): void {
  if (spoken.en !== '' || (title.en !== '' && summary.en !== '')) return
  throw new RefusedError(400, {
    code: 'not-spoken-in-both',
    message: { vi: 'Kịch bản IVR cần câu đọc bằng cả tiếng Việt và tiếng Anh.', en: 'A flow needs the sentence in Vietnamese and in English.' },
    details: [{ path: 'content.spoken.en', message: 'is empty, and so is the title or the summary' }],
  })
}
