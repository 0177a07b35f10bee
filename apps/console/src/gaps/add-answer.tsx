import type { Schema } from '@app/client';
import { Box, Button, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { ProblemNotice } from '../pieces/problem-notice.js';
import { useChange } from '../sign-in/use-api.js';

/** Writes the missing answer as a snippet; it is indexed and then the gap's questions are asked again. */
export function AddAnswer({ storeId, gap }: { storeId: string; gap: Schema<'GapDetail'> }) {
  const [question, setQuestion] = useState(gap.question);
  const [answer, setAnswer] = useState('');
  const add = useChange((client, body: { question: string; answer: string }) =>
    client.POST('/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/answer', {
      params: { path: { store_id: storeId, gap_id: gap.id } },
      body,
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ question: question.trim(), answer: answer.trim() });
  };
  return (
    <Box className="card" p="lg" component="section" aria-label="Add the answer">
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h4">
            Add the answer
          </Title>
          <TextInput
            label="Question"
            value={question}
            onChange={(event) => setQuestion(event.currentTarget.value)}
            required
          />
          <Textarea
            label="Answer"
            description="As the agent may quote it to a shopper, word for word."
            placeholder="Yes, within 5 working days."
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
            autosize
            minRows={3}
            required
          />
          {add.error && <ProblemNotice error={add.error} />}
          <div>
            <Button
              type="submit"
              loading={add.isPending}
              disabled={answer.trim() === '' || question.trim() === ''}
            >
              Add the answer
            </Button>
          </div>
        </Stack>
      </form>
    </Box>
  );
}
