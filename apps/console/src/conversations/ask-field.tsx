import { MessageField } from './message-field.js';

/** A question to the agent, as a shopper would ask it. */
export function AskField({
  isBusy,
  onAsk,
}: {
  isBusy: boolean;
  onAsk: (question: string) => void;
}) {
  return (
    <MessageField
      label="Question"
      placeholder="How many days do I have to return something?"
      sendLabel="Ask"
      isBusy={isBusy}
      onSend={onAsk}
    />
  );
}
