/** Made from apps/api/openapi.json by "npm run openapi". Do not change by hand. */

export interface paths {
    "/api/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stores of this deployment, oldest first; all, or those that `search` finds. */
        get: operations["listStores"];
        put?: never;
        /** Adds a store with no keys and no knowledge yet. */
        post: operations["createStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One store; with a store key, that key's own. */
        get: operations["getStore"];
        put?: never;
        post?: never;
        /** Erases the store with all it owns: keys, knowledge, conversations, jobs, counters, dead tuples, then searches again. */
        delete: operations["removeStore"];
        options?: never;
        head?: never;
        /** Changes what the body names and leaves the rest. */
        patch: operations["updateStore"];
        trace?: never;
    };
    "/api/v1/own-store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The store that a store key belongs to, for who has the key and not the id, and what that key may do. */
        get: operations["getOwnStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/capsule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that the store owns at one moment: its settings, hashes of keys, knowledge with its vectors, conversations. */
        get: operations["exportCapsule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/capsules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the store of a capsule as it was: ids stay, nothing is embedded, nothing is fitted that was not asked for. */
        post: operations["importCapsule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/placements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shared database and those of PLACEMENT_URLS, whether they answer, and how many stores live in each. */
        get: operations["listPlacements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the store was moved, the latest first. */
        get: operations["listMoves"];
        put?: never;
        /** Copies the store to the database of another placement while it is served, takes no writes for some seconds in which what changed follows and both are compared, then serves it from there. */
        post: operations["beginMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/moves/{move_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it is, and what was found alike. */
        get: operations["getMove"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/moves/{move_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives up the way back: removes what the store left in the database that it came from. */
        post: operations["confirmMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/moves/{move_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Before the store was switched: it stays where it is, and what was copied is removed. */
        post: operations["cancelMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The store's keys with prefix and last use, revoked ones included. */
        get: operations["listKeys"];
        put?: never;
        /** Makes an API key for the store, with an end and with scopes where they are named. */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a key for good. */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        /** Changes what the body names: name, origins, scopes, or when it ends. */
        patch: operations["updateKey"];
        trace?: never;
    };
    "/api/v1/stores/{store_id}/keys/{key_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a key of the same kind, name, origins, scopes and length of life, shown here only. */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/widget-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** With a widget key, from a site that it is bound to: begins a session. */
        post: operations["createWidgetSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/widget-config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** `widget` of the agent's settings in one language, with the words that are built in (Arabic, Dutch, English, French, German, Hebrew, Italian, Spanish). */
        get: operations["getWidgetConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the store may have and has. */
        get: operations["getLimits"];
        /** Sets the store's own limits; what is left out is as the deployment has it (`STORE_LIMITS`). */
        put: operations["putLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For how many days conversations, receipts and entries of usage are kept. */
        get: operations["getRetention"];
        /** Sets the store's own days; what is left out is as the deployment has it (`CONVERSATION_RETENTION_DAYS`, `RECEIPT_RETENTION_DAYS`, `USAGE_RETENTION_DAYS`). */
        put: operations["putRetention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/ingest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Crawls the store's website and publishes what it says as a new release. */
        post: operations["startIngest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One ingest with real counts of its pages, its place in the queue and an estimate. */
        get: operations["getIngest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How reading its pages ended, each with a count and examples; a duplicate names the page that it folds into. */
        get: operations["getIngestOutcomes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a running ingest; what is live stays live. */
        post: operations["cancelIngest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a new ingest like one that has ended, of the same website and size. */
        post: operations["retryIngest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets the newest ingest of its source, failed or cancelled, go on at the step where it stopped. */
        post: operations["resumeIngest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is live and how the last ingest is doing, computed from rows each time. */
        get: operations["getKnowledgeStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The addresses of one ingest with how reading each ended: of the last, be it of a website or of one file, or of the one that `ingest_id` names. */
        get: operations["listPages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/pages/{page_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cleaned text of a page, what it is for, the products it states, and the releases that show it. */
        get: operations["getPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/pages/{page_id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads one page of a website now and publishes what it says as a new release; one that is gone ends when a second reading does not find it either. */
        post: operations["refreshPage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A dry run: the pieces a question would be answered from, with the ranks of both legs, the fused score and, where the deployment has a reranker, that of it. */
        post: operations["searchKnowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/reindex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cuts and embeds the live pages again as a new release, without reading the website. */
        post: operations["reindexKnowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes everything the store knows and stops a running ingest. */
        delete: operations["clearKnowledge"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sources of the store, oldest first, with how many pages are live. */
        get: operations["listSources"];
        put?: never;
        /** Names a website, or a product feed, with rules and a schedule. */
        post: operations["createSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/sources/{source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One source. */
        get: operations["getSource"];
        put?: never;
        post?: never;
        /** Takes the source off the list at once, and its pages out of the next release, which this starts. */
        delete: operations["removeSource"];
        options?: never;
        head?: never;
        /** Changes rules, schedule, name or page cap, from the next reading on. */
        patch: operations["updateSource"];
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/sources/{source_id}/crawl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Crawls the website by its rules, or reads the whole of a source that is not crawled, and publishes a new release. */
        post: operations["crawlSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/snippets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions with answers that the store gives, oldest first. */
        get: operations["listSnippets"];
        put?: never;
        /** Adds a question with its answer to what the store knows. */
        post: operations["createSnippet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/snippets/{snippet_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One snippet. */
        get: operations["getSnippet"];
        /** Writes question, answer and address anew. */
        put: operations["replaceSnippet"];
        post?: never;
        /** Takes it off the list at once, and out of the next release, which this starts. */
        delete: operations["removeSnippet"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files that the store gave, oldest first, with how reading each ended. */
        get: operations["listFiles"];
        put?: never;
        /** Adds a file to what the store knows. */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes the file at once, and its text with the next release, which this starts. */
        delete: operations["removeFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes each product a page. */
        post: operations["uploadFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every release of the store, the newest first, with what it holds and why it was held. */
        get: operations["listReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/releases/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One release with what it holds and why it was held. */
        get: operations["getRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/releases/{number}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pages that a release adds, changes and loses against another one, with the differences of their texts. */
        get: operations["diffReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/releases/{number}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a release live that a gate held: when the gates, asked again, let it through, or with `despite_gates`. */
        post: operations["publishRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/releases/{number}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a superseded release live again at once. */
        post: operations["rollBackRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/check-questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the store wants its releases to be able to answer, oldest first. */
        get: operations["listCheckQuestions"];
        put?: never;
        /** Adds a question that is asked of every release before it goes live; 100 at most. */
        post: operations["createCheckQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/check-questions/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks a release all check questions of the store by the search that answers shoppers, and says what was found at which place. */
        post: operations["runCheckQuestions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/check-questions/{check_question_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One check question with what it expects. */
        get: operations["getCheckQuestion"];
        put?: never;
        post?: never;
        /** Releases need not answer it any more. */
        delete: operations["removeCheckQuestion"];
        options?: never;
        head?: never;
        /** Changes what the body names and leaves the rest. */
        patch: operations["updateCheckQuestion"];
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The store's conversations, newest first; of one state, or all. */
        get: operations["listConversations"];
        put?: never;
        /** Opens an empty conversation; post a message to it to ask. */
        post: operations["createConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation, without its messages. */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        /** Erases the conversation with its messages. */
        delete: operations["removeConversation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions and answers of a conversation, oldest first. */
        get: operations["listMessages"];
        put?: never;
        /** Answers from the store's live knowledge with citations, or says honestly that it does not know. */
        post: operations["askQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/messages/{message_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Goes on after the event that `Last-Event-ID` names, on any API process and without another call of the model. */
        get: operations["resumeAnswer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/messages/{message_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops the model and ends the answer as failed with `AGENT_ANSWER_CANCELLED`, at once on the process that writes it, within five seconds from another. */
        post: operations["cancelAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/handoff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves the conversation from `agent` to `waiting_for_human` and tells the store's webhook. */
        post: operations["requestHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person answers from now on and the agent is silent. */
        post: operations["takeOverConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says something to the shopper; in state `human` only. */
        post: operations["replyAsPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/give-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The agent answers again; from `waiting_for_human` or `human`. */
        post: operations["giveBackConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nobody answers any more, and no further message is taken. */
        post: operations["closeConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where events are sent; without the secret. */
        get: operations["getWebhook"];
        /** Says where events are sent: as JSON `{type, timestamp, data}`, signed as the Standard Webhooks specification has it (`webhook-id`, `webhook-timestamp`, `webhook-signature`). */
        put: operations["putWebhook"];
        post?: never;
        /** Ends the sending of events, and forgets address and secret. */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/webhook/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a new secret, which counts from the next call on. */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/webhook/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every event that was sent or is being sent, with what came of its last attempt. */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/webhook/deliveries/{delivery_id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells the store once more of an event that arrived or was given up, at once, under the same `webhook-id`. */
        post: operations["redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/order-endpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where orders are asked for, and how often that was done; without the secrets. */
        get: operations["getOrderEndpoint"];
        /** Says where the agent asks for orders: a POST of JSON `{type, timestamp, data}`, signed as the Standard Webhooks specification has it, without redirects, answered within `timeout_ms` in at most 16 KiB of JSON. */
        put: operations["putOrderEndpoint"];
        post?: never;
        /** Ends the telling of orders, and forgets address and secrets. */
        delete: operations["removeOrderEndpoint"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/order-endpoint/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes new secrets, which count from now on: tokens and codes of the old ones are refused. */
        post: operations["rotateOrderSecrets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/order-endpoint/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for one order as the agent would (`authorised_by`: `trial`), without a shopper, and says what came of it. */
        post: operations["tryOrderEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/agent-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The version in force; the defaults under version 0 where nothing was set. */
        get: operations["getAgentSettings"];
        /** Makes a new version of all settings, in force from the next question on. */
        put: operations["replaceAgentSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/agent-settings/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version there was, newest first; the first is in force. */
        get: operations["listAgentSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/agent-settings/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an older version current again, as a new version with the key it had. */
        post: operations["restoreAgentSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/agent-settings/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers a question from the live release with settings that are not saved, and says whether their model can be used. */
        post: operations["tryAgentSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/messages/{message_id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the answer was made from, word for word, with scores, prompts, model, the verdict on each sentence, tokens, cost and timings. */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/messages/{message_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks the answer's question again, after the same conversation as then, of today's live release with today's settings, and compares. */
        post: operations["replayAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/messages/{message_id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Says what is thought of an answer of the agent, in the place of what was said before. */
        put: operations["giveFeedback"];
        post?: never;
        /** Erases what was thought of an answer; its question is no gap any more for that. */
        delete: operations["removeFeedback"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions that were not answered, handed to a person or whose answers were rated down, gathered by what they ask. */
        get: operations["listGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/gaps/{gap_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One gap with its questions. */
        get: operations["getGap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes a snippet for the gap, in the place of the one that was written for it before. */
        post: operations["answerGap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks up to ten different questions of the gap again, of what is live now, and says for each whether it is answered. */
        post: operations["replayGap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that it needs no answer. */
        post: operations["dismissGap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back that it was dismissed or answered. */
        post: operations["reopenGap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the store may spend on models, what it has, and what serves now. */
        get: operations["getBudget"];
        /** Says what the store may spend on models in a day, in a month, or both. */
        put: operations["putBudget"];
        post?: never;
        /** Ends the limit; the ledger goes on. */
        delete: operations["removeBudget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What its calls of models came to by day, purpose or model; as CSV with `Accept: text/csv`. */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What calls of models came to by store, day, purpose or model; as CSV with `Accept: text/csv`. */
        get: operations["getPlatformUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/failed-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs of the store that are tried no more, with what they were about and why they failed. */
        get: operations["listFailedJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/failed-jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queues the job once more. */
        post: operations["retryFailedJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/failed-jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets the job. */
        delete: operations["dropFailedJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every erasure of a store or a shopper, those under way too. */
        get: operations["listErasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{erasure_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it is, or its receipt. */
        get: operations["getErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a receipt as it was given out and says whether this deployment signed exactly that. */
        post: operations["verifyErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/shoppers/{shopper_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every row of every conversation that was created with this `shopper_id`. */
        get: operations["exportShopper"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/shoppers/{shopper_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Erases every conversation that was created with this `shopper_id` with its messages, receipts, feedback, gap questions, streams, order codes, tellings and jobs, then searches again and signs what was found. */
        delete: operations["eraseShopper"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/privacy-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What shoppers asked to be shown, as `customers/data_request` of Shopify brought it, with the day until which it is owed. */
        get: operations["listPrivacyRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/privacy-requests/{request_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is kept of the shopper under every name known here, for you to pass on. */
        get: operations["exportPrivacyRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shopify/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The address for the three compliance topics of an app. */
        post: operations["receiveShopifyWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every row of every table of the store as JSON lines, a table after the other, each row as it was when it was read; bytes in hex after `\x`. */
        get: operations["exportStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers as long as the process can answer anything; restart it when it does not. */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tries database and queue, and that a transaction without a store sees nothing. */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/isolation-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every ISOLATION_CHECK_MINUTES this deployment tries every route, job and way to text with the key of one of two stores of its own on the other, which is full of secret markers. */
        get: operations["getIsolationReport"];
        put?: never;
        /** Begins a run of the isolation check, unless one is going on. */
        post: operations["startIsolationCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the admin key did other than read, what became of keys, failed jobs and exports, and who was refused (within a minute one entry for each caller and reason). */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each entry holds a hash of itself and of the one before it; all of them are looked at. */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CreateStore: {
            /** Format: uuid */
            id?: string;
            name: string;
            domain?: string;
            platform?: string;
            shopify_domain?: string;
            settings?: {
                releases?: components["schemas"]["ReleaseSettings"];
            } & {
                [key: string]: unknown;
            };
            api_credentials?: {
                [key: string]: unknown;
            };
            placement?: string;
        };
        ReleaseSettings: {
            kept?: number;
            max_lost_share?: number;
            max_failed_share?: number;
            max_empty_share?: number;
            max_chunk_loss_share?: number;
            required_check_share?: number;
        };
        Store: {
            /** Format: uuid */
            id: string;
            name: string;
            domain: string | null;
            platform: string | null;
            shopify_domain: string | null;
            is_active: boolean;
            settings: {
                [key: string]: unknown;
            };
            live_release: number | null;
            placement: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        StoreList: {
            items: components["schemas"]["Store"][];
            next_cursor: string | null;
        };
        UpdateStore: {
            name?: string;
            domain?: string | null;
            platform?: string | null;
            shopify_domain?: string | null;
            is_active?: boolean;
            settings?: {
                releases?: components["schemas"]["ReleaseSettings"];
            } & {
                [key: string]: unknown;
            };
            api_credentials?: {
                [key: string]: unknown;
            };
        };
        StoreReceipt: {
            /** Format: uuid */
            store_id: string;
            /** Format: date-time */
            erased_at: string;
            tables: {
                [key: string]: number;
            };
            erasure: components["schemas"]["Erasure"];
        };
        Erasure: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "store" | "shopper";
            /** Format: uuid */
            store_id: string;
            shopper_hash: string | null;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            finished_at: string | null;
            places: {
                place: string;
                erased: number;
                left: number;
                awaiting_vacuum: number | null;
            }[];
            signature: string | null;
        };
        OwnStore: {
            /** Format: uuid */
            id: string;
            name: string;
            domain: string | null;
            platform: string | null;
            shopify_domain: string | null;
            is_active: boolean;
            settings: {
                [key: string]: unknown;
            };
            live_release: number | null;
            placement: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            key_scopes: ("chat" | "conversations" | "knowledge:read" | "knowledge:write" | "settings" | "usage" | "keys")[] | null;
        };
        ImportedStore: {
            /** Format: uuid */
            store_id: string;
            placement: string;
            tables: {
                [key: string]: number;
            };
            verified: {
                tables: number;
                rows: number;
                samples: {
                    [key: string]: number;
                } | null;
            };
            dropped: {
                table: string;
                column: string;
                rows: number;
            }[];
        };
        PlacementList: {
            items: components["schemas"]["Placement"][];
        };
        Placement: {
            name: string;
            /** @enum {string} */
            state: "up" | "away";
            stores: number;
        };
        BeginMove: {
            placement: string;
        };
        Move: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            source: string;
            target: string;
            /** @enum {string} */
            step: "copying" | "freezing" | "opening" | "moved" | "clearing" | "confirmed" | "returned" | "cancelling" | "cancelled";
            copied_rows: number;
            read_only_ms: number | null;
            verified: {
                tables: number;
                rows: number;
                samples: {
                    [key: string]: number;
                };
            } | null;
            failures: number;
            error: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        MoveList: {
            items: components["schemas"]["Move"][];
        };
        CreateKey: {
            /** @enum {string} */
            kind: "store";
            name?: string;
            scopes?: ("chat" | "conversations" | "knowledge:read" | "knowledge:write" | "settings" | "usage" | "keys")[] | null;
            /** Format: date-time */
            expires_at?: string | null;
        } | {
            /** @enum {string} */
            kind: "widget";
            name?: string;
            allowed_origins: string[];
            /** Format: date-time */
            expires_at?: string | null;
        };
        CreatedKey: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "store" | "widget";
            name: string | null;
            prefix: string;
            allowed_origins: string[];
            scopes: string[];
            /** Format: uuid */
            replaced_by: string | null;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /** Format: date-time */
            created_at: string;
            key: string;
        };
        KeyList: {
            items: components["schemas"]["Key"][];
            next_cursor: string | null;
        };
        Key: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "store" | "widget";
            name: string | null;
            prefix: string;
            allowed_origins: string[];
            scopes: string[];
            /** Format: uuid */
            replaced_by: string | null;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        UpdateKey: {
            name?: string | null;
            allowed_origins?: string[];
            scopes?: ("chat" | "conversations" | "knowledge:read" | "knowledge:write" | "settings" | "usage" | "keys")[] | null;
            /** Format: date-time */
            expires_at?: string | null;
        };
        RotateKey: {
            overlap_seconds?: number;
        };
        WidgetSession: {
            /** Format: uuid */
            session_id: string;
            token: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            renewable_until: string;
        };
        WidgetConfig: {
            language: string;
            /** @enum {string} */
            direction: "ltr" | "rtl";
            color: string | null;
            /** @enum {string} */
            theme: "auto" | "light" | "dark";
            /** @enum {string} */
            side: "end" | "start";
            /** Format: uri */
            privacy_url: string | null;
            suggestions: string[];
            labels: {
                [key: string]: string;
            };
        };
        LimitList: {
            items: {
                /** @enum {string} */
                name: "requests_per_minute" | "answers_per_minute" | "answers_per_day" | "conversations_per_day" | "waiting_ingests" | "sources" | "pages" | "snippets" | "storage_bytes" | "keys";
                value: number;
                default_value: number;
                used: number;
                window_seconds: number | null;
                counts: string;
            }[];
        };
        PutLimits: {
            requests_per_minute?: number;
            answers_per_minute?: number;
            answers_per_day?: number;
            conversations_per_day?: number;
            waiting_ingests?: number;
            sources?: number;
            pages?: number;
            snippets?: number;
            storage_bytes?: number;
            keys?: number;
        };
        Retention: {
            conversation_days: number;
            receipt_days: number;
            usage_days: number;
        };
        PutRetention: {
            conversation_days?: number;
            receipt_days?: number;
            usage_days?: number;
        };
        StartIngest: {
            /** Format: uuid */
            store_id?: string;
            url: string;
            max_pages?: number;
        };
        Ingest: {
            /** Format: uuid */
            ingest_id: string;
            /** Format: uuid */
            store_id: string;
            /** @enum {string} */
            kind: "crawl" | "refresh" | "import" | "removal" | "reindex";
            /** @enum {string} */
            status: "waiting" | "queued" | "crawling" | "indexing" | "publishing" | "live" | "held" | "failed" | "cancelled";
            url: string | null;
            max_pages: number;
            release: number;
            unchanged: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            finished_at: string | null;
            error: {
                code: string;
                detail: string;
            } | null;
        };
        IngestDetail: {
            /** Format: uuid */
            ingest_id: string;
            /** Format: uuid */
            store_id: string;
            /** @enum {string} */
            kind: "crawl" | "refresh" | "import" | "removal" | "reindex";
            /** @enum {string} */
            status: "waiting" | "queued" | "crawling" | "indexing" | "publishing" | "live" | "held" | "failed" | "cancelled";
            url: string | null;
            max_pages: number;
            release: number;
            unchanged: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            finished_at: string | null;
            error: {
                code: string;
                detail: string;
            } | null;
            pages: components["schemas"]["IngestPageCounts"];
            queue_position: number | null;
            eta_seconds: number | null;
        };
        IngestPageCounts: {
            found: number;
            fetched: number;
            indexed: number;
            unchanged: number;
            duplicate: number;
            failed: number;
            skipped: number;
            waiting: number;
            outcomes: {
                [key: string]: number;
            };
        };
        PageOutcomes: {
            outcomes: components["schemas"]["OutcomeCount"][];
        };
        OutcomeCount: {
            /** @enum {string} */
            outcome: "indexed" | "unchanged" | "duplicate" | "empty" | "shell" | "soft_404" | "login_page" | "noindex" | "redirected" | "blocked_by_robots" | "blocked_by_wall" | "off_scope" | "too_large" | "not_html" | "timeout" | "http_error" | "unreachable" | "bad_response" | "too_many_redirects" | "refused_address" | "extraction_failed" | "encrypted" | "truncated" | "mislabelled" | "unreadable" | "over_limit" | "left_out" | "expired";
            http_status: number | null;
            reason: string | null;
            count: number;
            examples: components["schemas"]["PageExample"][];
        };
        PageExample: {
            url: string;
            duplicate_of: string | null;
            detail: string | null;
        };
        KnowledgeStatus: {
            /** Format: uuid */
            store_id: string;
            /** @enum {string} */
            status: "empty" | "building" | "live" | "held" | "failed";
            live_release: number | null;
            page_count: number;
            chunk_count: number;
            last_ingest: components["schemas"]["IngestDetail"] | null;
        };
        PageList: {
            items: components["schemas"]["Page"][];
            next_cursor: string | null;
        };
        Page: {
            /** Format: uuid */
            id: string;
            url: string;
            title: string | null;
            /** @enum {string|null} */
            outcome: "indexed" | "unchanged" | "duplicate" | "empty" | "shell" | "soft_404" | "login_page" | "noindex" | "redirected" | "blocked_by_robots" | "blocked_by_wall" | "off_scope" | "too_large" | "not_html" | "timeout" | "http_error" | "unreachable" | "bad_response" | "too_many_redirects" | "refused_address" | "extraction_failed" | "encrypted" | "truncated" | "mislabelled" | "unreadable" | "over_limit" | "left_out" | "expired" | null;
            http_status: number | null;
            detail: string | null;
            duplicate_of: string | null;
            /** Format: uuid */
            page_id: string | null;
            /** @enum {string|null} */
            kind: "page" | "product" | "collection" | "faq" | "policy" | "article" | "contact" | "file" | null;
            /** Format: date-time */
            fetched_at: string | null;
        };
        PageDetail: {
            /** Format: uuid */
            page_id: string;
            /** Format: uuid */
            source_id: string;
            url: string;
            title: string;
            description: string | null;
            language: string | null;
            /** @enum {string} */
            kind: "page" | "product" | "collection" | "faq" | "policy" | "article" | "contact" | "file";
            products: components["schemas"]["Product"][];
            markdown: string;
            content_hash: string;
            born_release: number | null;
            died_release: number | null;
            /** Format: date-time */
            fetched_at: string;
        };
        Product: {
            name: string;
            brand: string | null;
            sku: string | null;
            gtin: string | null;
            price: string | null;
            currency: string | null;
            /** @enum {string|null} */
            availability: "InStock" | "OutOfStock" | "PreOrder" | "BackOrder" | "LimitedAvailability" | "SoldOut" | "Discontinued" | "InStoreOnly" | "OnlineOnly" | "PreSale" | "MadeToOrder" | "Reserved" | null;
            high_price: string | null;
            url: string | null;
            variants: components["schemas"]["ProductVariant"][];
            description: string | null;
        };
        ProductVariant: {
            name: string;
            sku: string | null;
            gtin: string | null;
            price: string | null;
            currency: string | null;
            /** @enum {string|null} */
            availability: "InStock" | "OutOfStock" | "PreOrder" | "BackOrder" | "LimitedAvailability" | "SoldOut" | "Discontinued" | "InStoreOnly" | "OnlineOnly" | "PreSale" | "MadeToOrder" | "Reserved" | null;
        };
        SearchKnowledge: {
            query: string;
            limit?: number;
            /** Format: uuid */
            source_id?: string;
            page_kinds?: ("page" | "product" | "collection" | "faq" | "policy" | "article" | "contact" | "file")[];
            products_only?: boolean;
            product_sku?: string;
        };
        SearchResults: {
            release: number | null;
            results: components["schemas"]["SearchResult"][];
            corrections: components["schemas"]["SearchCorrection"][];
            took_ms: number;
            /** @enum {string|null} */
            dense_unavailable: "model_changed" | "unavailable" | "over_budget" | null;
            dense: components["schemas"]["SearchDenseLeg"] | null;
            rerank: components["schemas"]["SearchRerank"] | null;
        };
        SearchResult: {
            /** Format: uuid */
            chunk_id: string;
            /** Format: uuid */
            page_id: string;
            url: string;
            title: string;
            heading_path: string[];
            text: string;
            before: string | null;
            after: string | null;
            score: number;
            rerank_score: number | null;
            lexical_rank: number | null;
            lexical_score: number | null;
            dense_rank: number | null;
            dense_score: number | null;
            coverage: number;
            also_on: {
                /** Format: uuid */
                page_id: string;
                url: string;
                title: string;
            }[];
            /** Format: date-time */
            fetched_at: string;
            /** @enum {string} */
            page_kind: "page" | "product" | "collection" | "faq" | "policy" | "article" | "contact" | "file";
            product: components["schemas"]["ProductFacts"] | null;
        };
        ProductFacts: {
            name: string;
            brand: string | null;
            sku: string | null;
            gtin: string | null;
            price: string | null;
            currency: string | null;
            /** @enum {string|null} */
            availability: "InStock" | "OutOfStock" | "PreOrder" | "BackOrder" | "LimitedAvailability" | "SoldOut" | "Discontinued" | "InStoreOnly" | "OnlineOnly" | "PreSale" | "MadeToOrder" | "Reserved" | null;
            high_price: string | null;
            url: string | null;
            variants: components["schemas"]["ProductVariant"][];
        };
        SearchCorrection: {
            word: string;
            read_as: string[];
        };
        SearchDenseLeg: {
            /** @enum {string} */
            embedding: "lexical" | "semantic";
            /** @enum {string} */
            method: "exact" | "indexed";
            /** @enum {string} */
            reason: "few_chunks" | "many_chunks" | "index_not_ready";
            chunks: number;
            candidates: number | null;
            exact_up_to: number;
        };
        SearchRerank: {
            applied: boolean;
            /** @enum {string|null} */
            reason: "timed_out" | "unreachable" | "error_status" | "wrong_answer" | "left_out" | "over_budget" | null;
        };
        CreateSource: {
            /** @enum {string} */
            kind: "website" | "feed";
            url: string;
            name?: string | null;
            max_pages?: number;
            rules?: {
                include?: string[];
                exclude?: string[];
                max_depth?: number | null;
                ignore_parameters?: string[];
                keep_parameters?: string[];
                keep_unread_days?: number | null;
            };
            schedule?: components["schemas"]["SourceSchedule"] | null;
        };
        SourceSchedule: {
            every_hours: number;
        };
        Source: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            /** @enum {string} */
            kind: "website" | "snippets" | "files" | "feed";
            url: string;
            name: string | null;
            max_pages: number;
            rules: {
                include: string[];
                exclude: string[];
                max_depth: number | null;
                ignore_parameters: string[];
                keep_parameters: string[];
                keep_unread_days: number | null;
            };
            schedule: components["schemas"]["SourceSchedule"] | null;
            /** Format: date-time */
            next_crawl_at: string | null;
            page_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        SourceList: {
            items: components["schemas"]["Source"][];
            next_cursor: string | null;
        };
        UpdateSource: {
            name?: string | null;
            max_pages?: number;
            rules?: {
                include?: string[];
                exclude?: string[];
                max_depth?: number | null;
                ignore_parameters?: string[];
                keep_parameters?: string[];
                keep_unread_days?: number | null;
            };
            schedule?: components["schemas"]["SourceSchedule"] | null;
        };
        WriteSnippet: {
            question: string;
            answer: string;
            url?: string | null;
        };
        ChangedSnippet: {
            snippet: components["schemas"]["Snippet"];
            ingest: components["schemas"]["Ingest"];
        };
        Snippet: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            question: string;
            answer: string;
            url: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        SnippetList: {
            items: components["schemas"]["Snippet"][];
            next_cursor: string | null;
        };
        ChangedFile: {
            file: components["schemas"]["StoredFile"];
            ingest: components["schemas"]["Ingest"];
        };
        StoredFile: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            name: string;
            /** @enum {string} */
            type: "text" | "markdown" | "csv" | "pdf" | "docx";
            byte_count: number;
            /** @enum {string|null} */
            outcome: "indexed" | "unchanged" | "duplicate" | "empty" | "shell" | "soft_404" | "login_page" | "noindex" | "redirected" | "blocked_by_robots" | "blocked_by_wall" | "off_scope" | "too_large" | "not_html" | "timeout" | "http_error" | "unreachable" | "bad_response" | "too_many_redirects" | "refused_address" | "extraction_failed" | "encrypted" | "truncated" | "mislabelled" | "unreadable" | "over_limit" | "left_out" | "expired" | null;
            detail: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            read_at: string | null;
        };
        FileList: {
            items: components["schemas"]["StoredFile"][];
            next_cursor: string | null;
        };
        ReleaseList: {
            items: components["schemas"]["Release"][];
            next_cursor: string | null;
        };
        Release: {
            number: number;
            /** @enum {string} */
            status: "building" | "held" | "live" | "superseded" | "failed" | "retired";
            /** Format: uuid */
            ingest_id: string | null;
            page_count: number;
            chunk_count: number;
            embedding_model: string | null;
            embedding_dimensions: number | null;
            held_for: components["schemas"]["GateProblem"][];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            published_at: string | null;
        };
        GateProblem: {
            code: string;
            detail: string;
        };
        ReleaseDiff: {
            release: number;
            against: number;
            added: number;
            changed: number;
            gone: number;
            items: components["schemas"]["ReleaseDiffItem"][];
            next_cursor: string | null;
        };
        ReleaseDiffItem: {
            /** @enum {string} */
            change: "added" | "changed" | "gone";
            url: string;
            /** Format: uuid */
            source_id: string;
            title: string;
            title_before: string | null;
            text_diff: string | null;
            text_diff_cut: boolean;
        };
        PublishRelease: {
            despite_gates?: boolean;
        };
        CreateCheckQuestion: {
            question: string;
            expected_url?: string | null;
            expected_text?: string | null;
        };
        CheckQuestion: {
            /** Format: uuid */
            id: string;
            question: string;
            expected_url: string | null;
            expected_text: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        CheckQuestionList: {
            items: components["schemas"]["CheckQuestion"][];
            next_cursor: string | null;
        };
        RunCheckQuestions: {
            release?: number;
        };
        CheckQuestionRun: {
            release: number;
            asked: number;
            passed: number;
            required_share: number;
            is_enough: boolean;
            results: components["schemas"]["CheckQuestionResult"][];
        };
        CheckQuestionResult: {
            /** Format: uuid */
            check_question_id: string;
            question: string;
            passed: boolean;
            /** @enum {string|null} */
            fault: "page_missing" | "page_not_found" | "page_too_low" | "text_not_found" | "text_too_low" | null;
            page_rank: number | null;
            text_rank: number | null;
            found: {
                rank: number;
                url: string;
                title: string;
            }[];
        };
        UpdateCheckQuestion: {
            question?: string;
            expected_url?: string | null;
            expected_text?: string | null;
        };
        CreateConversation: {
            /** Format: uuid */
            store_id?: string;
            shopper_id?: string;
            metadata?: {
                [key: string]: unknown;
            };
        };
        Conversation: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            shopper_id: string | null;
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "agent" | "waiting_for_human" | "human" | "closed";
            handoff: components["schemas"]["Handoff"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Handoff: {
            /** Format: date-time */
            requested_at: string;
            contact: string | null;
            note: string | null;
        };
        ConversationList: {
            items: components["schemas"]["Conversation"][];
            next_cursor: string | null;
        };
        NewMessage: {
            content: string;
            shopper_token?: string;
        };
        Message: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            role: "user" | "assistant" | "human";
            content: string;
            /** @enum {string|null} */
            outcome: "answered" | "abstained" | "handed_off" | "small_talk" | "failed" | null;
            citations: components["schemas"]["Citation"][];
            release: number | null;
            usage: components["schemas"]["Usage"] | null;
            feedback: components["schemas"]["Feedback"] | null;
            /** Format: date-time */
            created_at: string;
        };
        Citation: {
            number: number;
            url: string | null;
            /** Format: uuid */
            page_id: string | null;
            title: string;
            quote: string;
            /** Format: date-time */
            fetched_at: string;
            age_seconds: number | null;
        };
        Usage: {
            model: string | null;
            input_tokens: number;
            output_tokens: number;
            is_estimated: boolean;
            evidence: number | null;
            cost: string | null;
            currency: string | null;
            /** @enum {string|null} */
            budget_step: "model" | "cheaper_model" | "quotes" | "contact" | null;
        };
        Feedback: {
            /** @enum {string} */
            rating: "up" | "down";
            /** @enum {string|null} */
            reason: "wrong" | "incomplete" | "outdated" | "not_helpful" | "rude" | "other" | null;
            comment: string | null;
            /** Format: date-time */
            rated_at: string;
        };
        MessageList: {
            items: components["schemas"]["Message"][];
            next_cursor: string | null;
        };
        RequestHandoff: {
            contact?: string;
            note?: string;
        };
        NewReply: {
            content: string;
        };
        PutWebhook: {
            url: string;
        };
        NewWebhook: {
            url: string;
            events: ("conversation.handed_off" | "message.received" | "gap.answered" | "budget.alert" | "privacy.data_requested")[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            secret: string | null;
        };
        Webhook: {
            url: string;
            events: ("conversation.handed_off" | "message.received" | "gap.answered" | "budget.alert" | "privacy.data_requested")[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        WebhookDeliveryList: {
            items: components["schemas"]["WebhookDelivery"][];
            next_cursor: string | null;
        };
        WebhookDelivery: {
            /** Format: uuid */
            id: string;
            event: string;
            /** Format: uuid */
            subject_id: string;
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
            attempts: number;
            last_status: number | null;
            last_error: string | null;
            /** Format: date-time */
            last_attempt_at: string | null;
            /** Format: date-time */
            next_attempt_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        PutOrderEndpoint: {
            url: string;
            timeout_ms?: number;
            sends_codes?: boolean;
        };
        NewOrderEndpoint: {
            url: string;
            timeout_ms: number;
            sends_codes: boolean;
            calls_today: number;
            calls_a_day: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            signing_secret: string | null;
            shopper_secret: string | null;
        };
        OrderEndpoint: {
            url: string;
            timeout_ms: number;
            sends_codes: boolean;
            calls_today: number;
            calls_a_day: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        TryOrder: {
            order_number: string;
        };
        OrderTrial: {
            order: components["schemas"]["Order"] | null;
            dropped: components["schemas"]["DroppedDetail"][];
            problem: string | null;
            took_ms: number;
        };
        Order: {
            order_number: string;
            /** @enum {string} */
            status: "received" | "processing" | "shipped" | "out_for_delivery" | "ready_for_pickup" | "delivered" | "delayed" | "cancelled" | "returned";
            carrier: string | null;
            tracking_number: string | null;
            tracking_url: string | null;
            placed_on: string | null;
            expected_on: string | null;
            item_count: number | null;
        };
        DroppedDetail: {
            /** @enum {string} */
            name: "carrier" | "tracking_number" | "tracking_url" | "placed_on" | "expected_on" | "item_count";
            reason: string;
        };
        AgentSettings: {
            version: number;
            note: string | null;
            /** Format: date-time */
            created_at: string | null;
            model: components["schemas"]["AgentModel"];
            language: string | null;
            tone: string | null;
            additions: string | null;
            rules: components["schemas"]["MerchantRule"][];
            refusal: string | null;
            greeting: string | null;
            handoff: string | null;
            /** @enum {string} */
            handoff_when: "asked" | "unanswered";
            floor: components["schemas"]["EvidenceFloor"] | null;
            /** @enum {string} */
            judge: "off" | "model";
            max_ages: components["schemas"]["MaxAges"];
            widget: components["schemas"]["WidgetLook"];
        };
        AgentModel: {
            /** @enum {string} */
            use: "default" | "quotes" | "own";
            base_url: string | null;
            name: string | null;
            temperature: number | null;
            api_key: {
                is_set: boolean;
                last4: string | null;
            };
        };
        MerchantRule: components["schemas"]["NeverPromise"] | components["schemas"]["NeverSay"];
        NeverPromise: {
            name: string;
            /** @enum {string} */
            kind: "never_promise";
            /** @enum {string} */
            topic: "delivery_dates" | "discounts" | "stock" | "refunds" | "legal_advice" | "medical_advice";
        };
        NeverSay: {
            name: string;
            /** @enum {string} */
            kind: "never_say";
            phrases: string[];
        };
        EvidenceFloor: {
            value: number;
            precision: number;
            recall: number;
            questions: number;
            /** Format: date-time */
            calibrated_at: string;
        };
        MaxAges: {
            prices_hours?: number;
            policies_hours?: number;
            others_hours?: number;
        };
        WidgetTexts: {
            language: string | null;
            suggestions?: string[];
            labels?: {
                [key: string]: string;
            };
        };
        WidgetLook: {
            color?: string | null;
            /** @enum {string} */
            theme?: "auto" | "light" | "dark";
            /** @enum {string} */
            side?: "end" | "start";
            /** Format: uri */
            privacy_url?: string | null;
            texts?: components["schemas"]["WidgetTexts"][];
        };
        ReplaceAgentSettings: {
            version?: number;
            note?: string | null;
            model?: components["schemas"]["ModelChoice"];
            language?: string | null;
            tone?: string | null;
            additions?: string | null;
            rules?: components["schemas"]["MerchantRule"][];
            refusal?: string | null;
            greeting?: string | null;
            handoff?: string | null;
            /** @enum {string} */
            handoff_when?: "asked" | "unanswered";
            floor?: components["schemas"]["EvidenceFloor"] | null;
            /** @enum {string} */
            judge?: "off" | "model";
            max_ages?: components["schemas"]["MaxAges"];
            widget?: components["schemas"]["WidgetLook"];
        };
        ModelChoice: components["schemas"]["DefaultModel"] | components["schemas"]["QuotesOnly"] | components["schemas"]["OwnModel"];
        DefaultModel: {
            /** @enum {string} */
            use: "default";
        };
        QuotesOnly: {
            /** @enum {string} */
            use: "quotes";
        };
        OwnModel: {
            /** @enum {string} */
            use: "own";
            base_url: string;
            name: string;
            temperature?: number | null;
            api_key?: string | null;
        };
        AgentSettingsList: {
            items: components["schemas"]["AgentSettings"][];
            next_cursor: string | null;
        };
        TryAgentSettings: {
            question: string;
            settings: components["schemas"]["SettingsInput"];
        };
        SettingsInput: {
            model?: components["schemas"]["ModelChoice"];
            language?: string | null;
            tone?: string | null;
            additions?: string | null;
            rules?: components["schemas"]["MerchantRule"][];
            refusal?: string | null;
            greeting?: string | null;
            handoff?: string | null;
            /** @enum {string} */
            handoff_when?: "asked" | "unanswered";
            floor?: components["schemas"]["EvidenceFloor"] | null;
            /** @enum {string} */
            judge?: "off" | "model";
            max_ages?: components["schemas"]["MaxAges"];
            widget?: components["schemas"]["WidgetLook"];
        };
        AgentSettingsTrial: {
            model: components["schemas"]["ModelCheck"];
            answer: components["schemas"]["TriedAnswer"] | null;
            took_ms: number;
        };
        ModelCheck: {
            /** @enum {string} */
            verdict: "ok" | "not_used" | "address_refused" | "unreachable" | "key_rejected" | "model_unknown" | "no_streaming" | "too_slow" | "busy" | "refused" | "not_an_answer";
            name: string | null;
            reason: string;
            took_ms: number;
        };
        TriedAnswer: {
            content: string;
            /** @enum {string} */
            outcome: "answered" | "abstained" | "handed_off" | "small_talk" | "failed";
            citations: components["schemas"]["Citation"][];
            release: number | null;
            usage: components["schemas"]["Usage"];
        };
        Receipt: {
            release: {
                number: number;
                /** Format: uuid */
                id: string | null;
            } | null;
            query: {
                text: string;
                is_rewritten: boolean;
                carried_words: string[];
            } | null;
            searches: components["schemas"]["ReceiptSearch"][];
            evidence: {
                score: number;
                floor: number;
                is_borne: boolean;
            } | null;
            recheck: components["schemas"]["PageRecheck"] | null;
            passages: components["schemas"]["ReceiptChunk"][];
            settings_version: number | null;
            /** @enum {string|null} */
            budget_step: "model" | "cheaper_model" | "quotes" | "contact" | null;
            prompts: string[];
            tools: components["schemas"]["ReceiptTool"][];
            model: components["schemas"]["ReceiptModel"] | null;
            verdicts: components["schemas"]["SentenceVerdict"][];
            omitted_verdicts: number;
            tokens: {
                input: number;
                output: number;
                is_estimated: boolean;
            };
            cost: components["schemas"]["AnswerCost"] | null;
            /** @enum {string|null} */
            cost_gap: "no_model" | "no_price" | null;
            timings: components["schemas"]["AnswerTimings"];
        };
        ReceiptSearch: {
            query: string;
            found: number;
            corrections: {
                word: string;
                read_as: string[];
            }[];
            dense: {
                /** @enum {string} */
                embedding: "lexical" | "semantic";
                /** @enum {string} */
                method: "exact" | "indexed";
            } | null;
            /** @enum {string|null} */
            dense_unavailable: "model_changed" | "unavailable" | "over_budget" | null;
            rerank: {
                applied: boolean;
                /** @enum {string|null} */
                reason: "timed_out" | "unreachable" | "error_status" | "wrong_answer" | "left_out" | "over_budget" | null;
            } | null;
            took_ms: number;
        };
        PageRecheck: {
            url: string;
            /** @enum {string} */
            outcome: "unchanged" | "changed" | "gone" | "failed";
            failure: string | null;
            /** Format: uuid */
            page_id: string | null;
            content_hash: string | null;
            took_ms: number;
        };
        ReceiptChunk: {
            number: number;
            is_cited: boolean;
            /** Format: uuid */
            chunk_id: string;
            /** Format: uuid */
            page_id: string;
            url: string | null;
            title: string;
            heading_path: string[];
            /** Format: date-time */
            fetched_at: string;
            text: string;
            text_sha256: string;
            is_cut: boolean;
            before: string | null;
            after: string | null;
            score: number;
            rerank_score: number | null;
            lexical_rank: number | null;
            lexical_score: number | null;
            dense_rank: number | null;
            dense_score: number | null;
            coverage: number;
        };
        ReceiptTool: {
            /** @enum {string} */
            name: "product_lookup" | "order_status";
            input: string;
            /** @enum {string} */
            outcome: "found" | "not_found" | "code_sent" | "refused" | "failed" | "over_budget";
            took_ms: number;
            result: string | null;
            result_sha256: string | null;
        };
        ReceiptModel: {
            name: string;
            parameters: {
                temperature: number | null;
                max_output_tokens: number;
            } | null;
        };
        SentenceVerdict: {
            sentence: string;
            is_shown: boolean;
            /** @enum {string|null} */
            reason: "unsupported" | "figure" | "link" | "rule" | "uncited" | "judge" | null;
            missing: string[];
            /** @enum {string|null} */
            judged: "supported" | "unsupported" | "failed" | null;
            passages: number[];
        };
        AnswerCost: {
            amount: number;
            currency: string;
            input_per_million: number;
            output_per_million: number;
            price_version: string | null;
        };
        AnswerTimings: {
            understanding_ms: number | null;
            searching_ms: number | null;
            answering_ms: number | null;
            first_token_ms: number | null;
            total_ms: number;
        };
        Replay: {
            /** Format: uuid */
            message_id: string;
            question: string;
            answer: {
                content: string;
                /** @enum {string|null} */
                outcome: "answered" | "abstained" | "handed_off" | "small_talk" | "failed" | null;
                citations: components["schemas"]["Citation"][];
                release: number | null;
                usage: components["schemas"]["Usage"];
            };
            receipt: components["schemas"]["Receipt"];
            difference: components["schemas"]["AnswerDifference"];
        };
        AnswerDifference: {
            is_same: boolean;
            outcome: {
                /** @enum {string|null} */
                before: "answered" | "abstained" | "handed_off" | "small_talk" | "failed" | null;
                /** @enum {string|null} */
                after: "answered" | "abstained" | "handed_off" | "small_talk" | "failed" | null;
            } | null;
            release: {
                before: number | null;
                after: number | null;
            } | null;
            model: {
                before: components["schemas"]["ReceiptModel"] | null;
                after: components["schemas"]["ReceiptModel"] | null;
            } | null;
            prompts: {
                before: string[];
                after: string[];
            } | null;
            settings: {
                before: number | null;
                after: number | null;
            } | null;
            content: {
                diff: {
                    text: string;
                    is_cut: boolean;
                } | null;
            } | null;
            citations: {
                gone: components["schemas"]["Citation"][];
                new: components["schemas"]["Citation"][];
            };
            passages: {
                same: number;
                gone: components["schemas"]["ReceiptChunk"][];
                new: components["schemas"]["ReceiptChunk"][];
                changed: {
                    before: components["schemas"]["ReceiptChunk"];
                    after: components["schemas"]["ReceiptChunk"];
                    diff: {
                        text: string;
                        is_cut: boolean;
                    } | null;
                }[];
            } | null;
        };
        ChatCompletionRequest: {
            model: string;
            messages: components["schemas"]["ChatMessage"][];
            stream?: boolean | null;
            stream_options?: {
                include_usage?: boolean | null;
            } | null;
            /** @enum {number|null} */
            n?: 1 | null;
            modalities?: "text"[] | null;
            response_format?: ({
                /** @enum {string} */
                type: "text";
            } & {
                [key: string]: unknown;
            }) | null;
            /** @enum {string|null} */
            tool_choice?: "auto" | "none" | null;
        } & {
            [key: string]: unknown;
        };
        ChatMessage: {
            /** @enum {string} */
            role: "user" | "assistant" | "system" | "developer" | "tool" | "function";
            content?: (string | ({
                /** @enum {string} */
                type: "text";
                text: string;
            } & {
                [key: string]: unknown;
            })[]) | null;
        } & {
            [key: string]: unknown;
        };
        ChatCompletion: {
            id: string;
            /** @enum {string} */
            object: "chat.completion";
            created: number;
            model: string;
            choices: components["schemas"]["CompletionChoice"][];
            usage: components["schemas"]["CompletionUsage"];
            storehand: components["schemas"]["CompletionExtension"];
        };
        CompletionChoice: {
            index: number;
            message: {
                /** @enum {string} */
                role: "assistant";
                content: string;
                /** @enum {string|null} */
                refusal: null;
                citations: components["schemas"]["Citation"][];
            };
            /** @enum {string|null} */
            logprobs: null;
            /** @enum {string} */
            finish_reason: "stop";
        };
        CompletionUsage: {
            prompt_tokens: number;
            completion_tokens: number;
            total_tokens: number;
        };
        CompletionExtension: {
            /** @enum {string} */
            outcome: "answered" | "abstained" | "handed_off" | "small_talk" | "failed";
            release: number | null;
            usage: components["schemas"]["Usage"];
        };
        ModelList: {
            /** @enum {string} */
            object: "list";
            data: components["schemas"]["Model"][];
        };
        Model: {
            id: string;
            /** @enum {string} */
            object: "model";
            created: number;
            owned_by: string;
            answers_with: string | null;
        };
        GiveFeedback: {
            /** @enum {string} */
            rating: "up" | "down";
            /** @enum {string|null} */
            reason?: "wrong" | "incomplete" | "outdated" | "not_helpful" | "rude" | "other" | null;
            comment?: string | null;
        };
        GapList: {
            items: components["schemas"]["Gap"][];
            next_cursor: string | null;
        };
        Gap: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "open" | "answered" | "dismissed";
            question: string;
            examples: string[];
            question_count: number;
            outcomes: components["schemas"]["GapOutcomes"];
            badly_rated: number;
            /** Format: date-time */
            first_asked_at: string;
            /** Format: date-time */
            last_asked_at: string;
            answered_release: number | null;
            /** Format: uuid */
            snippet_id: string | null;
            awaited_release: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        GapOutcomes: {
            answered: number;
            abstained: number;
            handed_off: number;
            failed: number;
        };
        GapDetail: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "open" | "answered" | "dismissed";
            question: string;
            examples: string[];
            question_count: number;
            outcomes: components["schemas"]["GapOutcomes"];
            badly_rated: number;
            /** Format: date-time */
            first_asked_at: string;
            /** Format: date-time */
            last_asked_at: string;
            answered_release: number | null;
            /** Format: uuid */
            snippet_id: string | null;
            awaited_release: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            questions: components["schemas"]["GapQuestion"][];
        };
        GapQuestion: {
            /** Format: uuid */
            message_id: string;
            /** Format: uuid */
            conversation_id: string;
            question: string;
            /** @enum {string} */
            outcome: "answered" | "abstained" | "handed_off" | "small_talk" | "failed";
            release: number | null;
            feedback: components["schemas"]["Feedback"] | null;
            /** Format: date-time */
            asked_at: string;
        };
        AnswerGap: {
            answer: string;
            question?: string;
            url?: string | null;
        };
        AnsweredGap: {
            gap: components["schemas"]["Gap"];
            snippet: components["schemas"]["Snippet"];
            ingest: components["schemas"]["Ingest"];
        };
        GapReplay: {
            gap: components["schemas"]["Gap"];
            release: number | null;
            asked: number;
            answered: number;
            questions: components["schemas"]["ReplayedQuestion"][];
        };
        ReplayedQuestion: {
            question: string;
            is_answered: boolean;
            /** @enum {string} */
            outcome: "answered" | "abstained" | "handed_off" | "small_talk" | "failed";
            citations: components["schemas"]["Citation"][];
        };
        PutBudget: {
            day_amount?: string | null;
            month_amount?: string | null;
            alert_at?: number[];
            cheaper_at?: number;
            /** @enum {string} */
            when_spent?: "quotes" | "contact";
        };
        Budget: {
            currency: string;
            day_amount: string | null;
            day_spent: string | null;
            month_amount: string | null;
            month_spent: string | null;
            reserved: string | null;
            alert_at: number[];
            cheaper_at: number;
            /** @enum {string} */
            when_spent: "quotes" | "contact";
            /** @enum {string} */
            step: "model" | "cheaper_model" | "quotes" | "contact";
            /** Format: date-time */
            updated_at: string;
        };
        UsageReport: {
            from: string;
            to: string;
            /** @enum {string} */
            group: "store" | "day" | "purpose" | "model";
            items: components["schemas"]["UsageTotal"][];
        };
        UsageTotal: {
            key: string;
            calls: number;
            estimated_calls: number;
            unpriced_calls: number;
            input_tokens: number;
            output_tokens: number;
            cost: string | null;
            currency: string | null;
        };
        FailedJobList: {
            items: components["schemas"]["FailedJob"][];
            next_cursor: string | null;
        };
        FailedJob: {
            /** Format: uuid */
            id: string;
            queue: string;
            name: string;
            /** Format: uuid */
            source_id: string | null;
            /** Format: uuid */
            ingest_id: string | null;
            /** Format: uuid */
            gap_id: string | null;
            /** Format: uuid */
            delivery_id: string | null;
            reason: {
                code: string;
                message: string;
            };
            attempts: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            failed_at: string;
        };
        ErasureList: {
            items: components["schemas"]["Erasure"][];
            next_cursor: string | null;
        };
        VerifyErasure: {
            receipt: components["schemas"]["Erasure"];
        };
        ErasureVerdict: {
            is_valid: boolean;
        };
        ShopperExport: {
            /** Format: uuid */
            store_id: string;
            shopper_id: string;
            /** Format: date-time */
            exported_at: string;
            tables: {
                [key: string]: {
                    [key: string]: unknown;
                }[];
            };
        };
        PrivacyRequestList: {
            items: components["schemas"]["PrivacyRequest"][];
            next_cursor: string | null;
        };
        PrivacyRequest: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            store_id: string;
            data_request_id: string | null;
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            due_at: string;
            /** Format: date-time */
            fulfilled_at: string | null;
        };
        PrivacyExport: {
            shoppers: components["schemas"]["ShopperExport"][];
        };
        ShopifyWebhook: {
            shop_domain: string;
            customer?: {
                id?: (number | string) | null;
                email?: ("" | string) | null;
                phone?: ("" | string) | null;
            } & {
                [key: string]: unknown;
            };
            orders_to_redact?: unknown[];
            data_request?: {
                id: number | string;
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        ShopifyAnswer: {
            /** @enum {string} */
            outcome: "taken" | "shop_unknown";
        };
        ExportLine: {
            table?: string;
            row?: {
                [key: string]: unknown;
            };
            end?: {
                tables: {
                    [key: string]: number;
                };
            };
        };
        Liveness: {
            /** @enum {string} */
            status: "ok";
        };
        Readiness: {
            /** @enum {string} */
            status: "ok";
            checks: {
                /** @enum {string} */
                database: "up" | "down";
                /** @enum {string} */
                storage: "up" | "down" | "full" | "read_only";
                /** @enum {string} */
                queue: "up" | "down" | "full" | "read_only";
                /** @enum {string} */
                isolation: "up" | "down";
            };
            placements_away: number;
        };
        IsolationReport: {
            every_minutes: number;
            is_running: boolean;
            is_late: boolean;
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            last_passed_at: string | null;
            last: components["schemas"]["IsolationCheck"] | null;
        };
        IsolationCheck: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at: string;
            duration_ms: number;
            /** @enum {string} */
            outcome: "passed" | "failed" | "incomplete";
            reason: string | null;
            routes: {
                tried: number;
                of: number;
            };
            requests: number;
            jobs: {
                tried: number;
                of: number;
            };
            retrieval_paths: number;
            failures: {
                probe: string;
                what: string;
            }[];
        };
        IsolationStart: {
            started: boolean;
        };
        AuditEntryList: {
            items: components["schemas"]["AuditEntry"][];
            next_cursor: string | null;
        };
        AuditEntry: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            action: "store.create" | "store.change" | "store.export" | "store.import" | "store.erase" | "import.expire" | "shopper.export" | "shopper.erase" | "privacy.receive" | "privacy.export" | "erasure.verify" | "placement.move" | "key.create" | "key.change" | "key.rotate" | "key.revoke" | "key.expire" | "limits.change" | "retention.change" | "budget.change" | "settings.change" | "webhook.change" | "orders.change" | "ingest.change" | "knowledge.change" | "release.change" | "gap.change" | "conversation.change" | "agent.ask" | "job.retry" | "job.drop" | "queues.sign_in" | "queues.change" | "isolation.check" | "authorisation.refused" | "audit.expire" | "other";
            /** @enum {string} */
            actor: "admin" | "store" | "widget" | "session" | "shopify" | "system" | "unknown";
            /** Format: uuid */
            actor_key_id: string | null;
            /** Format: uuid */
            about_store_id: string | null;
            subject_id: string | null;
            /** @enum {string} */
            outcome: "begun" | "done" | "refused" | "failed";
            code: string | null;
            correlation_id: string | null;
            address: string | null;
            details: {
                [key: string]: unknown;
            };
        };
        AuditVerification: {
            is_whole: boolean;
            entries: number;
            head: string | null;
            fault: {
                sequence: number;
                /** @enum {string} */
                what: "changed" | "unlinked" | "head";
            } | null;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            correlation_id: string;
            retry_after?: number;
            errors?: components["schemas"]["FieldError"][];
            details?: {
                [key: string]: unknown;
            };
        };
        FieldError: {
            /** @enum {string} */
            in?: "body" | "path" | "query" | "header";
            field: string;
            message: string;
        };
        OpenAiError: {
            error: {
                message: string;
                type: string;
                param: string | null;
                code: string;
                correlation_id: string;
            };
        };
        RpcError: {
            /** @constant */
            jsonrpc: "2.0";
            id: null;
            error: {
                code: number;
                message: string;
                data: components["schemas"]["Problem"];
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listStores: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createStore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateStore"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreReceipt"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateStore"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOwnStore: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnStore"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportCapsule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": Blob;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importCapsule: {
        parameters: {
            query?: {
                placement?: string;
                domain?: string | "";
                without_credentials?: "true" | "false";
                accept_model?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/gzip": Blob;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedStore"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlacements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMoves: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoveList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginMove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginMove"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Move"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                move_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Move"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmMove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                move_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Move"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelMove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                move_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Move"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateKey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWidgetSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetSession"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWidgetConfig: {
        parameters: {
            query?: {
                language?: string;
                store_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetConfig"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutLimits"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutRetention"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startIngest: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartIngest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIngest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ingest_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestDetail"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIngestOutcomes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ingest_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOutcomes"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelIngest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ingest_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryIngest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ingest_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeIngest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ingest_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKnowledgeStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnowledgeStatus"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPages: {
        parameters: {
            query?: {
                ingest_id?: string;
                outcome?: "indexed" | "unchanged" | "duplicate" | "empty" | "shell" | "soft_404" | "login_page" | "noindex" | "redirected" | "blocked_by_robots" | "blocked_by_wall" | "off_scope" | "too_large" | "not_html" | "timeout" | "http_error" | "unreachable" | "bad_response" | "too_many_redirects" | "refused_address" | "extraction_failed" | "encrypted" | "truncated" | "mislabelled" | "unreadable" | "over_limit" | "left_out" | "expired";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageDetail"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchKnowledge"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResults"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reindexKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clearKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSource"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSource"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crawlSource: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                source_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSnippets: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnippetList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSnippet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteSnippet"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSnippet"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSnippet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                snippet_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snippet"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceSnippet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                snippet_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteSnippet"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSnippet"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSnippet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                snippet_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFiles: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: Blob;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedFile"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: Blob;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReleases: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffReleases: {
        parameters: {
            query?: {
                against?: number;
                change?: "added" | "changed" | "gone";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                number: number;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDiff"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PublishRelease"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBackRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCheckQuestions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckQuestionList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCheckQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCheckQuestion"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckQuestion"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runCheckQuestions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunCheckQuestions"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckQuestionRun"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCheckQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_question_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckQuestion"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeCheckQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_question_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCheckQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_question_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateCheckQuestion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckQuestion"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConversations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "agent" | "waiting_for_human" | "human" | "closed";
                store_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createConversation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateConversation"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeConversation: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askQuestion: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: {
                "Last-Event-ID"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                    "text/event-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeAnswer: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                conversation_id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                    "text/event-stream": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelAnswer: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestHandoff: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestHandoff"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeOverConversation: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replyAsPerson: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReply"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveBackConversation: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeConversation: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutWebhook"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrderEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderEndpoint"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putOrderEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutOrderEndpoint"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewOrderEndpoint"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeOrderEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateOrderSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewOrderEndpoint"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryOrderEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderTrial"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgentSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceAgentSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplaceAgentSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAgentSettings: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSettingsList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreAgentSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSettings"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryAgentSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryAgentSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSettingsTrial"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReceipt: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayAnswer: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveFeedback: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveFeedback"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feedback"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeFeedback: {
        parameters: {
            query?: {
                store_id?: string;
            };
            header?: never;
            path: {
                conversation_id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGaps: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                since?: string;
                state?: "open" | "answered" | "dismissed";
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapDetail"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerGap"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnsweredGap"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapReplay"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismissGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopenGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBudget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putBudget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutBudget"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeBudget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                group?: "day" | "purpose" | "model";
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReport"];
                    "text/csv": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlatformUsage: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                group?: "store" | "day" | "purpose" | "model";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReport"];
                    "text/csv": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFailedJobs: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailedJobList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryFailedJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailedJob"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropFailedJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listErasures: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                erasure_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyErasure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyErasure"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureVerdict"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportShopper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                shopper_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopperExport"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseShopper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                shopper_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPrivacyRequests: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestList"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportPrivacyRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyExport"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveShopifyWebhook: {
        parameters: {
            query?: never;
            header: {
                "X-Shopify-Hmac-Sha256": string;
                "X-Shopify-Topic": string;
                "X-Shopify-Webhook-Id": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShopifyWebhook"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopifyAnswer"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportLine"];
                    "application/x-ndjson": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIsolationReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IsolationReport"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startIsolationCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IsolationStart"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                about_store_id?: string;
                action?: "store.create" | "store.change" | "store.export" | "store.import" | "store.erase" | "import.expire" | "shopper.export" | "shopper.erase" | "privacy.receive" | "privacy.export" | "erasure.verify" | "placement.move" | "key.create" | "key.change" | "key.rotate" | "key.revoke" | "key.expire" | "limits.change" | "retention.change" | "budget.change" | "settings.change" | "webhook.change" | "orders.change" | "ingest.change" | "knowledge.change" | "release.change" | "gap.change" | "conversation.change" | "agent.ask" | "job.retry" | "job.drop" | "queues.sign_in" | "queues.change" | "isolation.check" | "authorisation.refused" | "audit.expire" | "other";
                actor?: "admin" | "store" | "widget" | "session" | "shopify" | "system" | "unknown";
                actor_key_id?: string;
                outcome?: "begun" | "done" | "refused" | "failed";
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryList"];
                    "text/csv": string;
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAudit: {
        parameters: {
            query?: {
                head?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
