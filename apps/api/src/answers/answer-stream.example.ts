/** What a caller that accepts `text/event-stream` gets, for the documentation. */
export const answerStreamExample = `id: 1
event: status
data: {"stage":"searching","message_id":"0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11"}

id: 2
event: token
data: {"text":"Machine wash at 40 °C [1]"}

id: 3
event: citation
data: {"number":1,"url":"https://shop.example/pages/care","page_id":"6f1d0c52-2f0e-4a55-9d0b-5b8b6a0f2a77","title":"Care instructions","quote":"Machine wash at 40 °C on a gentle cycle.","fetched_at":"2026-01-05T09:30:00.000Z","age_seconds":5400}

id: 4
event: usage
data: {"model":"extractive","input_tokens":0,"output_tokens":0}

id: 5
event: done
data: {"id":"0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11","role":"assistant","content":"Machine wash at 40 °C [1]","outcome":"answered","citations":[{"number":1,"url":"https://shop.example/pages/care","page_id":"6f1d0c52-2f0e-4a55-9d0b-5b8b6a0f2a77","title":"Care instructions","quote":"Machine wash at 40 °C on a gentle cycle.","fetched_at":"2026-01-05T09:30:00.000Z","age_seconds":5400}],"release":3,"usage":{"model":"extractive"},"created_at":"2026-01-05T09:30:00.000Z"}

`;
