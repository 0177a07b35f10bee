import { CheckQuestionService, CheckReporter } from '@app/knowledge';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  CheckQuestion,
  type CheckQuestionDto,
  CheckQuestionId,
  CheckQuestionList,
  CreateCheckQuestion,
  type CreateCheckQuestionDto,
  fromCreateCheckQuestion,
  fromUpdateCheckQuestion,
  toCheckQuestionDto,
  UpdateCheckQuestion,
  type UpdateCheckQuestionDto,
} from './check-question.dto.js';
import {
  CheckQuestionRun,
  type CheckQuestionRunDto,
  RunCheckQuestions,
  type RunCheckQuestionsDto,
  toCheckQuestionRunDto,
} from './check-run.dto.js';

const missing = ['INPUT_INVALID', 'KNOWLEDGE_CHECK_NOT_FOUND'] as const;
const refused = [
  'KNOWLEDGE_CHECK_QUESTION_EMPTY',
  'KNOWLEDGE_CHECK_EXPECTS_NOTHING',
  'KNOWLEDGE_CHECK_URL_UNKNOWN',
] as const;

/** Check questions: what a store wants its releases to be able to answer before they go live. */
@ApiTags('check questions')
@Controller('knowledge-base/:store_id/check-questions')
export class CheckQuestionsController {
  constructor(
    private readonly questions: CheckQuestionService,
    private readonly reporter: CheckReporter,
  ) {}

  @Post()
  @StoreInPath()
  @Returns(201, CheckQuestion, 'The new check question.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Create a check question',
    description:
      'Adds a question that is asked of every release before it goes live; 100 at most. A release that answers too few is held.',
    fails: ['INPUT_INVALID', ...refused, 'KNOWLEDGE_TOO_MANY_CHECKS'],
  })
  async createCheckQuestion(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: CreateCheckQuestion }) body: CreateCheckQuestionDto,
  ): Promise<CheckQuestionDto> {
    return toCheckQuestionDto(await this.questions.create(scope, fromCreateCheckQuestion(body)));
  }

  @Get()
  @StoreInPath()
  @Returns(200, CheckQuestionList, 'A slice of the check questions, oldest first.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'List check questions',
    description: 'What the store wants its releases to be able to answer, oldest first.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listCheckQuestions(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.questions.list(scope, query), toCheckQuestionDto);
  }

  @Post('run')
  @ApiBody({ required: false })
  @StoreInPath()
  @Returns(200, CheckQuestionRun, 'How the release answers.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Run the check questions',
    description:
      'Asks a release all check questions of the store by the search that answers shoppers, and says what was found at which place. Changes nothing.',
    fails: [
      'INPUT_INVALID',
      'KNOWLEDGE_NOTHING_TO_CHECK',
      'KNOWLEDGE_RELEASE_NOT_FOUND',
      'KNOWLEDGE_RELEASE_NOT_KEPT',
      'KNOWLEDGE_EMBEDDING_UNAVAILABLE',
      'TENANCY_BUDGET_SPENT',
    ],
  })
  async runCheckQuestions(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: RunCheckQuestions.optional() }) body?: RunCheckQuestionsDto,
  ): Promise<CheckQuestionRunDto> {
    return toCheckQuestionRunDto(await this.reporter.report(scope, body?.release));
  }

  @Get(':check_question_id')
  @StoreInPath()
  @Returns(200, CheckQuestion, 'The check question.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Get a check question',
    description: 'One check question with what it expects.',
    fails: missing,
  })
  async getCheckQuestion(
    @CurrentStore() scope: StoreScope,
    @Param('check_question_id', { schema: CheckQuestionId }) id: string,
  ): Promise<CheckQuestionDto> {
    return toCheckQuestionDto(await this.questions.get(scope, id));
  }

  @Patch(':check_question_id')
  @StoreInPath()
  @Returns(200, CheckQuestion, 'The check question as it is now.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Change a check question',
    description: 'Changes what the body names and leaves the rest.',
    fails: [...missing, ...refused],
  })
  async updateCheckQuestion(
    @CurrentStore() scope: StoreScope,
    @Param('check_question_id', { schema: CheckQuestionId }) id: string,
    @Body({ schema: UpdateCheckQuestion }) body: UpdateCheckQuestionDto,
  ): Promise<CheckQuestionDto> {
    const changes = fromUpdateCheckQuestion(body);
    return toCheckQuestionDto(await this.questions.update(scope, id, changes));
  }

  @Delete(':check_question_id')
  @StoreInPath()
  @ReturnsNothing('The question is not asked any more.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Remove a check question',
    description: 'Releases need not answer it any more.',
    fails: missing,
  })
  async removeCheckQuestion(
    @CurrentStore() scope: StoreScope,
    @Param('check_question_id', { schema: CheckQuestionId }) id: string,
  ): Promise<void> {
    await this.questions.remove(scope, id);
  }
}
