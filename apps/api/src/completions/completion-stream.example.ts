/** What a caller that asks for a stream gets, for the documentation. */
export const completionStreamExample = `data: {"id":"chatcmpl-1","created":1767605400,"model":"storehand","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}

data: {"id":"chatcmpl-1","created":1767605400,"model":"storehand","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Machine wash at 40 °C [1]"},"logprobs":null,"finish_reason":null}]}

data: {"id":"chatcmpl-1","created":1767605400,"model":"storehand","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"citations":[{"number":1,"url":"https://shop.example/pages/care","page_id":"6f1d0c52-2f0e-4a55-9d0b-5b8b6a0f2a77","title":"Care instructions","quote":"Machine wash at 40 °C on a gentle cycle.","fetched_at":"2026-01-05T09:30:00.000Z","age_seconds":5400}]},"logprobs":null,"finish_reason":"stop"}],"storehand":{"outcome":"answered","release":3,"usage":{"model":null,"input_tokens":0,"output_tokens":0,"is_estimated":false,"evidence":0.83}}}

data: [DONE]

`;
