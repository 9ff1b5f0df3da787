import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { ArticleKey, MissedWords, SearchArticles, SendArticle, UseArticle, type Article, type ArticleHit, type SentArticle, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { z } from 'zod'
import { May } from '../access/rights.js'
import { ArticleSending } from './article-sending.service.js'
import { ArticleUses } from './article-uses.service.js'
import { ArticlesService } from './articles.service.js'

const Key = new ZodPipe(ArticleKey)

/** What is in force, for everybody signed in; and what became of it. */
@Controller('api')
export class ArticlesController {
  constructor(
    private readonly articles: ArticlesService,
    private readonly uses: ArticleUses,
    private readonly sending: ArticleSending,
  ) {}

  @Get('articles')
  @May('articles.read')
  search(@Query(new ZodPipe(SearchArticles)) query: SearchArticles): Promise<ArticleHit[]> {
    return this.articles.search(query)
  }

  @Get('articles/:key')
  @May('articles.read')
  article(@Param('key', Key) key: string): Promise<Article> {
    return this.articles.article(key)
  }

  @Post('articles/:key/uses')
  @HttpCode(204)
  @May('articles.read')
  use(@Param('key', Key) key: string, @Body(new ZodPipe(UseArticle)) body: UseArticle, @CurrentSession() session: Session): Promise<void> {
    return this.uses.note(key, body, session)
  }

  @Post('articles/:key/send')
  @HttpCode(200)
  @May('articles.send')
  send(@Param('key', Key) key: string, @Body(new ZodPipe(SendArticle)) body: SendArticle, @CurrentSession() session: Session): Promise<SentArticle> {
    return this.sending.send(key, body, session)
  }

  /** How far a message is, by its request. */
  @Get('article-messages/:requestId')
  @May('articles.send')
  message(@Param('requestId', new ZodPipe(z.uuid())) requestId: string): Promise<SentArticle> {
    return this.sending.stateOf(requestId)
  }

  @Post('article-misses')
  @HttpCode(204)
  @May('articles.read')
  missed(@Body(new ZodPipe(MissedWords)) { words }: MissedWords): Promise<void> {
    return this.uses.missed(words)
  }
}
