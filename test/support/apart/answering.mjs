import { answerQuestions } from '@app/tenancy';

/** A process apart: says what it is asked, or ends in the way that it is asked to. */
answerQuestions(async ({ question }) => {
  if (question === 'die') process.kill(process.pid, 'SIGKILL');
  if (question === 'fail') throw Object.assign(new Error('later'), { name: 'DelayedError' });
  if (question === 'hang') await new Promise(() => setInterval(() => undefined, 1_000));
  return question;
});
