import type { Schema } from '@app/client';
import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

import { FormDialog } from '../pieces/form-dialog.js';
import { useChange } from '../sign-in/use-api.js';

/** Writes a question with its answer, a new one or one that is there. */
export function WriteSnippet({
  storeId,
  snippet,
  isOpen,
  onClose,
}: {
  storeId: string;
  snippet?: Schema<'Snippet'>;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [question, setQuestion] = useState(snippet?.question ?? '');
  const [answer, setAnswer] = useState(snippet?.answer ?? '');
  const [url, setUrl] = useState(snippet?.url ?? '');
  const write = useChange(async (client, _: void) => {
    const body = { question: question.trim(), answer: answer.trim(), url: url.trim() || null };
    const path = { store_id: storeId };
    await (snippet
      ? client.PUT('/api/v1/knowledge-base/{store_id}/snippets/{snippet_id}', {
          params: { path: { ...path, snippet_id: snippet.id } },
          body,
        })
      : client.POST('/api/v1/knowledge-base/{store_id}/snippets', { params: { path }, body }));
    onClose();
  });
  return (
    <FormDialog
      title={snippet ? 'Change the snippet' : 'Add a snippet'}
      submitLabel={snippet ? 'Save' : 'Add'}
      isOpen={isOpen}
      isReady={question.trim() !== '' && answer.trim() !== ''}
      change={write}
      onClose={onClose}
      onSubmit={() => write.mutate()}
    >
      <TextInput
        label="Question"
        placeholder="Do you ship abroad?"
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
        maxLength={500}
        required
        data-autofocus
      />
      <Textarea
        label="Answer"
        description="As the agent may quote it to a shopper, word for word."
        placeholder="Yes, worldwide."
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={20_000}
        required
      />
      <TextInput
        label="Page that says the same"
        description="It is cited instead of the snippet. Empty: none."
        placeholder="https://shop.example/shipping"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        inputMode="url"
        autoCapitalize="off"
        spellCheck={false}
      />
    </FormDialog>
  );
}
