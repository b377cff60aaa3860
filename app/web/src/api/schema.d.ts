// Generated from the server's OpenAPI by `npm run api`.
export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks, what they may do, and which server answers */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Power, money and carbon of this moment, where the power goes, and what is worth attention */
        get: operations["getNow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outlook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last hours and the next on one grid, with contract, price and carbon */
        get: operations["getOutlook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events as they happen: `now` with a Now each second, `run` with a RunRow when a run begins or ends, `alert` with an Alert
         * @description Server-sent events. Each has an `event`, one line of JSON as `data`, and an `id`. The first is always a `now`, so that a
         *     client that reconnects needs nothing from before. A `: beat` comment comes at least every 10 s.
         */
        get: operations["streamLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The series that are kept, with their labels */
        get: operations["listSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series/power": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mean power on a grid of time, summed by one label; `null` is a gap */
        get: operations["getPower"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sums over a time: used, saved, net, money, carbon, water, and how well it is known */
        get: operations["getLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs, filtered, sorted, page by page */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every run that the filter leaves, as a file */
        get: operations["exportRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two to eight runs side by side; the first is what the others are compared with */
        get: operations["compareRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account of a run, as in its `account.json`; so far where it goes on */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/power": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Power of a run over time by component, its phases, and its gaps and notes in words */
        get: operations["getRunPower"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What could be done about a run, with what it would save and the command that does it */
        get: operations["getRunFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every reading of a run, as a file */
        get: operations["exportSamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Price and carbon of the grid over time, past and forecast */
        get: operations["getSignals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plan of all jobs as submitted */
        get: operations["getPlan"];
        put?: never;
        /** What the plan would be with other deadlines; changes nothing */
        post: operations["tryPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a later deadline of one job buys, all others as in the query */
        post: operations["getDeadlines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plan/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a plan: the deadlines become those of the jobs, the starts become actions */
        post: operations["approvePlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The jobs that wait or run */
        get: operations["listJobs"];
        put?: never;
        /** Submits a job to be planned */
        post: operations["submitJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a job out of the plan */
        delete: operations["withdrawJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/estimate/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an estimate can be asked of */
        get: operations["getChoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/estimate/inference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Energy and time of serving a model, other batches of it, and the least energy within the wish */
        post: operations["estimateInference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/estimate/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Energy and time of training a model */
        post: operations["estimateTraining"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every meter: its state, its last day, and what opens it where it is closed */
        get: operations["getMeters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The factors in use, with kind, year and source */
        get: operations["listFactors"];
        /** Takes other factors for what is accounted from now on; closed accounts keep theirs */
        put: operations["changeFactors"];
        /** What other factors would change in the ledger; changes nothing */
        post: operations["tryFactors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Budgets, what is used of them, and what the end of the period will bring */
        get: operations["listBudgets"];
        put?: never;
        /** Sets a budget */
        post: operations["addBudget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/budgets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a budget */
        put: operations["changeBudget"];
        post?: never;
        /** Removes a budget */
        delete: operations["removeBudget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, the newest first */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/acknowledgment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that somebody looks after an alert */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done to knobs and jobs: with limit, author and way back */
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/{id}/reversal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts back what an action changed */
        post: operations["revertAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tokens without their secrets */
        get: operations["listTokens"];
        put?: never;
        /** Makes a token; its secret is told this once */
        post: operations["addToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a token at once */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a token a new secret; the old one goes on for a grace of ten minutes */
        post: operations["rotateToken"];
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
        /** Who changed what, the newest first; each entry holds the hash of the one before */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ingest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a batch of samples; answers when it is on the disk
         * @description A batch in the wire form of `negawatt agent`, with its source, epoch and sequence. A batch that is there already changes
         *     nothing and is answered as if it were new. 413 where it is too large, 429 where it comes too fast, 503 or 507 where it
         *     cannot be kept now; each of the last three has `Retry-After`.
         */
        post: operations["ingest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OpenTelemetry metrics by OTLP/HTTP: `hw.energy`, `hw.power` and what is named like them */
        post: operations["ingestOtlp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server takes samples now */
        get: operations["getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenApi"];
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
        /**
         * @description A figure and the interval that holds the true value nine times out of ten; an end that is `null` is not known
         * @example {
         *       "mid": 486000,
         *       "low": 476000,
         *       "high": 496000
         *     }
         */
        Interval: {
            mid: number;
            low: number | null;
            high: number | null;
        };
        /**
         * @example {
         *       "amount": 38.6,
         *       "low": 37.8,
         *       "high": 39.4,
         *       "currency": "EUR"
         *     }
         */
        Money: {
            amount: number;
            low: number | null;
            high: number | null;
            /** @description ISO 4217 */
            currency: string;
        };
        /**
         * @description How a figure was got, the best first
         * @enum {string}
         */
        Tier: "metered" | "counter" | "attributed" | "modeled" | "default";
        /** @enum {string} */
        Component: "compute" | "transmit" | "store" | "cooling" | "other";
        /**
         * @default component
         * @enum {string}
         */
        By: "component" | "source" | "node" | "channel" | "tenant" | "job" | "run" | "total";
        /**
         * @default csv
         * @enum {string}
         */
        FileFormat: "csv" | "parquet" | "json";
        /**
         * @default carbon
         * @enum {string}
         */
        Objective: "carbon" | "cost" | "both";
        /** @enum {string} */
        RunStatus: "live" | "complete" | "interrupted";
        Problem: {
            /** @example about:blank */
            type: string;
            /**
             * @description For people
             * @example This needs a token with the scope control; yours has read.
             */
            title: string;
            /** @example 403 */
            status: number;
            /**
             * @description For programs
             * @example forbidden.scope
             */
            code: string;
            /**
             * @description The server's log has it too
             * @example b2f81c09
             */
            id: string;
            /** @description What was given, what is allowed, what to do */
            detail?: string;
        };
        Session: {
            /** @example 0.1.0 */
            version: string;
            /** @description The figures are replayed recordings and simulations */
            demo: boolean;
            public_read: boolean;
            /** @description What the caller may do; empty where a token is needed */
            scopes: components["schemas"]["Scope"][];
            /** @description The only tenant that the caller sees; `null` for all */
            tenant: string | null;
            /** @description Name of the token */
            token: string | null;
            /** @description Tenants that the caller may choose from */
            tenants: string[];
            site: components["schemas"]["Site"];
        };
        /** @enum {string} */
        Scope: "read" | "ingest" | "control" | "admin";
        Site: {
            /** @example Frankfurt DC-1 */
            name: string;
            /**
             * @description Grid zone
             * @example DE
             */
            zone: string;
            /** @example Germany */
            zone_name: string;
            /** @example Europe/Berlin */
            time_zone: string;
            /**
             * @description `null` where no price is known
             * @example EUR
             */
            currency: string | null;
            /**
             * @description Most power that the contract allows
             * @example 520000
             */
            contract_w: number | null;
            /** @description False where only a yearly factor is known; then moving work in time changes no location-based carbon */
            hourly_carbon: boolean;
        };
        Now: {
            /** Format: date-time */
            at: string;
            /** @description `null` where no meter reads */
            power_w: components["schemas"]["Interval"] | null;
            tier: components["schemas"]["Tier"] | null;
            /** @description Part of the power that is metered or counted */
            metered_fraction: number | null;
            contract_w: number | null;
            cost_per_h: components["schemas"]["Money"] | null;
            price: components["schemas"]["Price"] | null;
            location_g_per_h: components["schemas"]["Interval"] | null;
            /** @description Carbon of a kilowatt-hour from the grid now */
            carbon_g_per_kwh: number;
            /** @description Part of the power that solar and battery bring */
            onsite_fraction: number | null;
            battery: components["schemas"]["Battery"] | null;
            pue: components["schemas"]["Pue"] | null;
            /** @description Verified against the baseline */
            saved_today_j: components["schemas"]["Interval"] | null;
            flow: components["schemas"]["Flow"];
            attention: components["schemas"]["Attention"][];
            /** @description Meters that need attention */
            silent_meters: number;
        };
        Price: {
            /** @example 0.144 */
            per_kwh: number;
            /** @example EUR */
            currency: string;
            /**
             * @description Name of the time of use, such as peak
             * @example flat
             */
            name: string | null;
        };
        Battery: {
            /** @example 0.64 */
            charge_fraction: number;
            /** @example 0 */
            charge_w: number;
            /** @example 32000 */
            discharge_w: number;
        };
        Pue: {
            /** @example 1.21 */
            value: number;
            /**
             * @description Mean of seven days
             * @example 1.23
             */
            week: number | null;
            tier: components["schemas"]["Tier"];
        };
        /** @description Where the power comes from and goes to, in W. The sums of sources, components and consumers are the same */
        Flow: {
            /** @example 486000 */
            total_w: number;
            sources: components["schemas"]["FlowSource"][];
            components: components["schemas"]["FlowComponent"][];
            consumers: components["schemas"]["FlowConsumer"][];
        };
        FlowSource: {
            /** @enum {string} */
            id: "grid" | "solar" | "wind" | "battery" | "unknown";
            /** @example 268000 */
            power_w: number;
        };
        FlowComponent: {
            id: components["schemas"]["Component"];
            /** @example 371200 */
            power_w: number;
            tier: components["schemas"]["Tier"];
        };
        FlowConsumer: {
            /** @example pretrain-13b */
            id: string;
            /**
             * @description `reserved`: held and idle; `unattributed`: seen by a meter and claimed by nobody
             * @enum {string}
             */
            kind: "job" | "reserved" | "unattributed";
            name: string;
            tenant: string | null;
            /** @description Id of the run that is live */
            run: string | null;
            /** @example 214600 */
            power_w: number;
            parts_w: components["schemas"]["PartsW"];
        };
        /**
         * @example {
         *       "compute": 166000,
         *       "transmit": 6400,
         *       "store": 8100,
         *       "cooling": 30600,
         *       "other": 3500
         *     }
         */
        PartsW: {
            compute: number;
            transmit: number;
            store: number;
            cooling: number;
            other: number;
        };
        Attention: {
            id: string;
            severity: components["schemas"]["Severity"];
            /** @example Peak of 539 kW expected at 18:15 */
            title: string;
            /** @description What it costs and what helps */
            detail: string;
            link: components["schemas"]["Link"];
        };
        /** @enum {string} */
        Severity: "info" | "warn" | "bad";
        /** @description Where a button leads */
        Link: {
            /**
             * @description `page`: a path of the page such as `/plan?job=a`; `command`: to be copied
             * @enum {string}
             */
            kind: "page" | "command";
            /** @example Review */
            label: string;
            /** @example /plan */
            target: string;
        };
        Outlook: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            now: string;
            /** Format: date-time */
            to: string;
            /** @example 900 */
            step_s: number;
            /** @description By component, from `from` to `now` */
            power: components["schemas"]["Curve"][];
            /** @description From `from` to `now`; `null` where there is none */
            solar_w: (number | null)[] | null;
            contract_w: number | null;
            /** @description `null` where too little is known for a forecast */
            load_forecast_w: components["schemas"]["Band"] | null;
            solar_forecast_w: components["schemas"]["Band"] | null;
            peak: components["schemas"]["Peak"] | null;
            price: components["schemas"]["Signal"] | null;
            carbon: components["schemas"]["Signal"];
        };
        /** @description A forecast on a grid of time */
        Band: {
            /** Format: date-time */
            from: string;
            step_s: number;
            low: number[];
            mid: number[];
            high: number[];
        };
        Peak: {
            /** Format: date-time */
            at: string;
            /** @example 539000 */
            power_w: number;
        };
        SeriesPage: {
            total: number;
            offset: number;
            items: components["schemas"]["SeriesInfo"][];
        };
        SeriesInfo: {
            id: string;
            /** @example hw.energy */
            name: string;
            /** @example J */
            unit: string;
            /**
             * @example {
             *       "node": "n01",
             *       "channel": "gpu0",
             *       "component": "compute",
             *       "tier": "counter",
             *       "tenant": "language"
             *     }
             */
            labels: {
                [key: string]: string;
            };
            /** Format: date-time */
            first_at: string | null;
            /** Format: date-time */
            last_at: string | null;
        };
        Curves: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @example 60 */
            step_s: number;
            curves: components["schemas"]["Curve"][];
            gaps: components["schemas"]["Gap"][];
        };
        /** @description Means over the steps, the first beginning at `from` of the grid */
        Curve: {
            /** @example compute */
            id: string;
            /**
             * @description For people
             * @example Compute
             */
            name: string;
            /** @example W */
            unit: string;
            tier: components["schemas"]["Tier"] | null;
            /**
             * @example [
             *       371200,
             *       null,
             *       370900
             *     ]
             */
            values: (number | null)[];
        };
        Gap: {
            /** @description Which meter or channel */
            name: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description For people */
            reason: string;
        };
        LedgerSum: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @example 214 */
            runs: number;
            energy_j: components["schemas"]["Interval"];
            /** @description Verified saving; `null` where nothing was verified */
            saved_j: components["schemas"]["Interval"] | null;
            /** @description Used and saved together */
            baseline_j: components["schemas"]["Interval"] | null;
            saved_by: components["schemas"]["SavingShare"][];
            /** @description `null` where no price is known or the runs have several currencies */
            cost: components["schemas"]["Money"] | null;
            /** @description Part of `cost` */
            demand_charge: components["schemas"]["Money"] | null;
            location_g: components["schemas"]["Interval"];
            market_g: components["schemas"]["Interval"];
            water_l: components["schemas"]["Interval"];
            hardware_g: components["schemas"]["Interval"];
            /** @description Part of the time that has readings */
            covered_fraction: number | null;
            gaps: components["schemas"]["GapSum"];
            /** @description Part of the energy that is metered or counted */
            metered_fraction: number | null;
            /** @description Used of what the budgets allow up to now */
            budget_fraction: number | null;
            components: components["schemas"]["ComponentSum"][];
        };
        GapSum: {
            /** @example 38 */
            count: number;
            /** @example 1260 */
            longest_s: number;
        };
        SavingShare: {
            /** @example paired */
            method: string;
            /** @example paired windows */
            name: string;
            /** @example 0.62 */
            fraction: number;
        };
        ComponentSum: {
            component: components["schemas"]["Component"];
            energy_j: components["schemas"]["Interval"];
            tier: components["schemas"]["Tier"];
        };
        RunPage: {
            /** @description Runs that the filter leaves */
            total: number;
            offset: number;
            items: components["schemas"]["RunRow"][];
            /** @description Accounts that cannot be read */
            problems: string[];
        };
        RunRow: {
            /** @example 7f3a */
            id: string;
            /** @example pretrain-13b */
            name: string;
            job: string | null;
            /** @example language */
            tenant: string | null;
            status: components["schemas"]["RunStatus"];
            exit_code: number | null;
            host: string;
            /** Format: date-time */
            from: string;
            elapsed_s: number;
            energy_j: components["schemas"]["Interval"];
            cost: components["schemas"]["Money"] | null;
            location_g: components["schemas"]["Interval"];
            market_g: components["schemas"]["Interval"];
            /** @description What the run counted; tokens before all else */
            work: components["schemas"]["Work"] | null;
            tier: components["schemas"]["Tier"];
            /** @description Power now, while the run goes on */
            power_w: number | null;
        };
        Work: {
            /** @example tokens */
            unit: string;
            /** @example 122880 */
            amount: number;
            energy_j_per_unit: components["schemas"]["Interval"];
        };
        Comparison: {
            runs: components["schemas"]["RunRow"][];
            rows: components["schemas"]["ComparisonRow"][];
            /** @description What makes the runs hard to compare */
            cautions: string[];
        };
        ComparisonRow: {
            /** @example total */
            id: string;
            /** @example Total energy */
            name: string;
            /** @example J */
            unit: string;
            /** @description One for each run; the first is that compared with */
            cells: components["schemas"]["ComparisonCell"][];
        };
        ComparisonCell: {
            value: components["schemas"]["Interval"];
            /** @description Against the first run; `null` for the first */
            change_fraction: components["schemas"]["Interval"] | null;
            /** @description Whether the change is more than the errors could make of nothing */
            beyond_noise: boolean;
        };
        RunPower: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            step_s: number;
            /** @description By component */
            power: components["schemas"]["Curve"][];
            /** @description Over the nodes; `null` where there is one */
            spread: components["schemas"]["Spread"] | null;
            phases: components["schemas"]["PhaseSpan"][];
            /** @description Those of the account, their reasons in words */
            gaps: components["schemas"]["Gap"][];
            /** @description Those of the account, in words */
            notes: string[];
        };
        Spread: {
            nodes: number;
            low_w: (number | null)[];
            mean_w: (number | null)[];
            high_w: (number | null)[];
        };
        PhaseSpan: {
            /** @example evaluation */
            name: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
        };
        Finding: {
            /** @example 7f3a.1 */
            id: string;
            /** @example Cap the GPU at 450 W */
            title: string;
            detail: string;
            /** @description Change of the energy, negative where it is saved */
            energy_fraction: components["schemas"]["Interval"] | null;
            time_fraction: components["schemas"]["Interval"] | null;
            cost_fraction: components["schemas"]["Interval"] | null;
            carbon_fraction: components["schemas"]["Interval"] | null;
            /**
             * @description What does it
             * @example sudo nvidia-smi --power-limit=450
             */
            command: string | null;
        };
        /** @description `account.json` as it stands in the ledger */
        Account: {
            /** @constant */
            schema: "negawatt.account/1";
            id: string;
            name: string;
            command: string[];
            exit_code: number | null;
            status: components["schemas"]["RunStatus"];
            host: string;
            job: {
                id: string;
            } | null;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            elapsed_s: number;
            covered_s: number;
            gap_s: number;
            total: components["schemas"]["EnergyUse"];
            cost: components["schemas"]["Money"] | null;
            carbon: {
                location_g: number;
                location_low_g: number | null;
                location_high_g: number | null;
                market_g: number;
                market_low_g: number | null;
                market_high_g: number | null;
                factor: components["schemas"]["CarbonFactor"];
                market_factor: components["schemas"]["CarbonFactor"];
            };
            water: {
                liters: number;
                low_liters: number | null;
                high_liters: number | null;
            };
            hardware: {
                embodied_gco2e: components["schemas"]["Interval"];
                ewaste_g: components["schemas"]["Interval"];
            };
            components: {
                [key: string]: {
                    energy_j: number;
                    low_j: number | null;
                    high_j: number | null;
                    tier: components["schemas"]["Tier"];
                    sources: components["schemas"]["AccountSource"][];
                };
            };
            residual_j: number;
            others_j: number;
            idle_policies: {
                used_j: number;
                reserved_j: number;
                unallocated_j: number;
            };
            work: {
                unit: string;
                amount: number;
                energy_j_per_unit: number;
                low_j_per_unit: number | null;
                high_j_per_unit: number | null;
                sci_g_per_unit: number;
                sci_low_g_per_unit: number | null;
                sci_high_g_per_unit: number | null;
            }[];
            ranks: components["schemas"]["AccountPart"][];
            phases: components["schemas"]["AccountPart"][];
            processes: components["schemas"]["AccountPart"][];
            gaps: Record<string, never>[];
            notes: Record<string, never>[];
            /** @description Idle policy, tariff, factors, PUE, water and hardware that the account rests on */
            terms: Record<string, never>;
        };
        EnergyUse: {
            energy_j: number;
            low_j: number | null;
            high_j: number | null;
        };
        CarbonFactor: {
            zone: string;
            kind: string;
            year: number;
            g_per_kwh: number;
            low_g_per_kwh: number | null;
            high_g_per_kwh: number | null;
            source: string;
        };
        AccountSource: {
            meter: string;
            channel: string;
            label: string;
            scope: components["schemas"]["MeterScope"];
            energy_j: number;
            residual_j: number;
            metered_j: number;
            tier: components["schemas"]["Tier"];
            covered_s: number;
            details: components["schemas"]["AccountSource"][];
        };
        /** @description The name `-` holds the rest */
        AccountPart: {
            name: string;
            energy_j: number;
            time_s: number;
            cpu_s: number;
        };
        /** @enum {string} */
        MeterScope: "device" | "module" | "node" | "rack" | "site";
        Signal: {
            /** @enum {string} */
            id: "price" | "carbon";
            /** @example Day-ahead price with levies */
            name: string;
            /** @example EUR/kWh */
            unit: string;
            /** @description Such as `direct hourly average` */
            kind: string;
            source: string;
            /** Format: date-time */
            from: string;
            /** @example 3600 */
            step_s: number;
            /**
             * @example [
             *       0.131,
             *       0.144
             *     ]
             */
            values: (number | null)[];
            /**
             * Format: date-time
             * @description From here on it is a forecast
             */
            forecast_from: string | null;
            /** @description One yearly figure, repeated */
            constant: boolean;
        };
        Job: {
            /** @example pretrain-13b */
            id: string;
            name?: string | null;
            tenant?: string | null;
            /**
             * Format: date-time
             * @description Not before
             */
            release: string;
            /**
             * Format: date-time
             * @description To be done by
             */
            deadline: string;
            /** @example 28800 */
            duration_s: number;
            /** @example 214000 */
            power_w: number;
            /**
             * @description May pause at checkpoints
             * @default false
             */
            interruptible: boolean | null;
            /**
             * @description Time that a pause costs
             * @default 0
             * @example 240
             */
            restart_s: number | null;
        };
        /**
         * @example {
         *       "objective": "carbon",
         *       "changes": [
         *         {
         *           "id": "pretrain-13b",
         *           "deadline": "2026-09-14T00:00:00Z"
         *         }
         *       ]
         *     }
         */
        PlanQuery: {
            objective?: components["schemas"]["Objective"];
            changes?: components["schemas"]["JobChange"][];
        };
        JobChange: {
            id: string;
            /** Format: date-time */
            deadline?: string;
            interruptible?: boolean;
        };
        Plan: {
            /**
             * Format: date-time
             * @description When it was made
             */
            at: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @example 3600 */
            step_s: number;
            objective: components["schemas"]["Objective"];
            feasible: boolean;
            /** @description Which limit cannot be met, and by how much */
            reasons: string[];
            jobs: components["schemas"]["PlannedJob"][];
            movable_j: number;
            submitted: components["schemas"]["PlanSum"];
            planned: components["schemas"]["PlanSum"];
            saved: components["schemas"]["PlanSaving"];
            /** @description The best that could have been; what the forecast cost is the difference */
            hindsight: components["schemas"]["PlanSum"] | null;
            /** @description Mean import of the site in each step */
            import_w: number[];
            peak_w: number;
            contract_w: number | null;
            price: components["schemas"]["Signal"] | null;
            carbon: components["schemas"]["Signal"];
        };
        PlanSum: {
            /** @example 1385000 */
            location_g: number;
            cost: components["schemas"]["Money"] | null;
        };
        PlanSaving: {
            location_g: components["schemas"]["Interval"];
            /** @example 0.262 */
            location_fraction: number | null;
            cost: components["schemas"]["Money"] | null;
            /** @example 0.068 */
            cost_fraction: number | null;
        };
        PlannedJob: {
            job: components["schemas"]["Job"];
            spans: components["schemas"]["Span"][];
            submitted: components["schemas"]["Span"];
            location_g: number;
            location_g_submitted: number;
            cost: components["schemas"]["Money"] | null;
            cost_submitted: components["schemas"]["Money"] | null;
            pauses: number;
            /**
             * @description Why then
             * @example The cleanest eight hours before the deadline: 520 g/kWh on average against 722 as submitted.
             */
            why: string;
        };
        Span: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
        };
        DeadlineCurve: {
            job: string;
            objective: components["schemas"]["Objective"];
            /**
             * Format: date-time
             * @description The deadline that holds
             */
            current: string;
            points: components["schemas"]["DeadlinePoint"][];
        };
        DeadlinePoint: {
            /** Format: date-time */
            deadline: string;
            /** @description From release to this deadline */
            window_s: number;
            saved_fraction: components["schemas"]["Interval"];
        };
        Choices: {
            models: components["schemas"]["ModelChoice"][];
            /**
             * @example [
             *       "A100",
             *       "H100",
             *       "B200"
             *     ]
             */
            gpus: string[];
            training_chips: string[];
            precisions: string[];
            architectures: string[];
            tasks: string[];
        };
        ModelChoice: {
            id: string;
            name: string;
            params_b: number;
            active_b: number;
            architecture: string;
        };
        /**
         * @example {
         *       "model": "Llama 3.3 70B Instruct",
         *       "gpu": "H100",
         *       "gpus": 4,
         *       "batch": 64,
         *       "wish_s": 0.03
         *     }
         */
        InferenceQuery: {
            /**
             * @description Known model; else architecture and parameters
             * @example Llama 3.3 70B Instruct
             */
            model?: string | null;
            /** @example dense */
            architecture?: string | null;
            params_b?: number | null;
            active_b?: number | null;
            /** @example bfloat16 */
            precision?: string | null;
            /** @example H100 */
            gpu: string;
            /** @example 4 */
            gpus: number;
            /** @example 64 */
            batch: number;
            task?: string | null;
            /** @example 512 */
            input_tokens?: number | null;
            /** @example 390 */
            output_tokens?: number | null;
            /**
             * @description Longest mean time per output token
             * @example 0.03
             */
            wish_s?: number | null;
            pue?: number | null;
        };
        InferencePoint: {
            /** @description Set-up for people */
            name: string;
            gpu: string;
            gpus: number;
            batch: number;
            energy_j_per_token: components["schemas"]["Interval"];
            token_s: components["schemas"]["Interval"];
            tokens_per_s: number;
            /** @description Of all GPUs */
            power_w: number;
            /** @description What it rests on, such as `model`, `family+outside` */
            basis: string;
        };
        InferenceEstimate: {
            estimate: components["schemas"]["InferencePoint"];
            /** @description For people */
            rests_on: string;
            per_million: components["schemas"]["TokenUse"];
            /** @description The same set-up at other batches */
            batches: components["schemas"]["InferencePoint"][];
            /** @description Least energy at each time, over all set-ups of this model */
            frontier: components["schemas"]["InferencePoint"][];
            /** @description Metered runs of other set-ups; empty where the program ships none */
            metered: components["schemas"]["MeteredDot"][];
            /** @description Set-ups of least energy that keep the wish */
            best: components["schemas"]["InferencePoint"][];
            /** @description The same on the command line */
            command: string;
        };
        /** @description One million output tokens */
        TokenUse: {
            plug_j: components["schemas"]["Interval"];
            site_j: components["schemas"]["Interval"];
            cost: components["schemas"]["Money"] | null;
            location_g: components["schemas"]["Interval"];
            water_l: components["schemas"]["Interval"];
            embodied_g: components["schemas"]["Interval"] | null;
            pue: number;
        };
        MeteredDot: {
            name: string;
            energy_j_per_token: number;
            token_s: number;
        };
        /**
         * @example {
         *       "params_b": 70,
         *       "tokens_b": 15000,
         *       "chip": "H100",
         *       "chips": 1024
         *     }
         */
        TrainingQuery: {
            /** @example 70 */
            params_b: number;
            active_b?: number | null;
            /** @example 15000 */
            tokens_b?: number | null;
            /** @example H100 */
            chip: string;
            /** @example 1024 */
            chips?: number | null;
            chip_hours?: number | null;
            precision?: string | null;
            /** @enum {string|null} */
            method?: "full" | "lora" | null;
            pue?: number | null;
        };
        TrainingEstimate: {
            chip_hours: components["schemas"]["Interval"];
            energy_j: components["schemas"]["Interval"];
            /** @description `null` where the number of chips is not known */
            elapsed_s: components["schemas"]["Interval"] | null;
            cost: components["schemas"]["Money"] | null;
            location_g: components["schemas"]["Interval"];
            basis: string;
            rests_on: string;
            command: string;
        };
        Meters: {
            /** Format: date-time */
            at: string;
            /** @description Part of the month's energy that is metered or counted */
            metered_fraction: number | null;
            /** @description Part of the last day that has readings */
            covered_fraction: number | null;
            gaps: components["schemas"]["GapSum"];
            unattributed_w: number | null;
            /** @description Parts minus the main meter, as a fraction of it; `null` without a main meter */
            parts_error_fraction: number | null;
            /** @description What metering itself takes of a core */
            own_cpu_fraction: number | null;
            own_memory_bytes: number | null;
            items: components["schemas"]["Meter"][];
        };
        Meter: {
            id: string;
            /** @example NVML energy counter, 8 × H100 */
            name: string;
            /**
             * @description As in `negawatt meters`
             * @example nvml
             */
            kind: string;
            tier: components["schemas"]["Tier"];
            scope: components["schemas"]["MeterScope"];
            component: components["schemas"]["Component"];
            node: string | null;
            channels: number;
            /** @example 1 */
            period_s: number | null;
            /** Format: date-time */
            last_at: string | null;
            /** @enum {string} */
            state: "fresh" | "silent" | "closed" | "absent";
            /** @description For people */
            note: string | null;
            /**
             * @description What opens or tests it
             * @example sudo negawatt meters --enable rapl
             */
            command: string | null;
            /** @description Those of the last day */
            gaps: components["schemas"]["Gap"][];
        };
        Factor: {
            /** @example location */
            id: string;
            /** @example Grid carbon, Germany */
            name: string;
            value: components["schemas"]["Interval"];
            /** @example g/kWh */
            unit: string;
            /** @example CO2 direct average */
            kind: string;
            /** @example 2023 */
            year: string | null;
            source: string;
            /** @description Whether a FactorChange can change it */
            restatable: boolean;
        };
        /**
         * @description Only what is given changes
         * @example {
         *       "pue": 1.15
         *     }
         */
        FactorChange: {
            /** @example CN-East */
            zone?: string;
            location_g_per_kwh?: number;
            market_g_per_kwh?: number;
            /** @example 0.62 CNY/kWh */
            price?: string;
            pue?: number;
            /**
             * Format: date-time
             * @description First run that the effect is shown for
             */
            from?: string;
        };
        FactorEffect: {
            runs: number;
            before: components["schemas"]["LedgerSum"];
            after: components["schemas"]["LedgerSum"];
        };
        /**
         * @example {
         *       "name": "search",
         *       "measure": "energy",
         *       "period": "month",
         *       "limit": 46080000000,
         *       "tenant": "search"
         *     }
         */
        BudgetTerms: {
            /** @example search */
            name: string;
            /** @enum {string} */
            measure: "energy" | "money" | "carbon" | "power" | "energy_per_token" | "gap_ratio";
            /** @enum {string} */
            period: "day" | "week" | "month" | "quarter" | "year";
            /**
             * @description In J, the currency, g, W, J a token, or a fraction
             * @example 46080000000
             */
            limit: number;
            currency?: string | null;
            tenant?: string | null;
            labels?: {
                [key: string]: string;
            } | null;
        };
        Budget: {
            id: string;
            terms: components["schemas"]["BudgetTerms"];
            /** @example J */
            unit: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            used: number;
            /** @description Used of the limit of the whole period */
            used_fraction: number;
            /**
             * @description Used of what is due up to now
             * @example 1.09
             */
            due_fraction: number;
            /** @description What the end of the period will bring */
            end_forecast: components["schemas"]["Interval"] | null;
            /** @description Rate of the last hour as a multiple of that which ends at the limit */
            burn_fast: number | null;
            /** @description The same over six hours */
            burn_slow: number | null;
            /** @enum {string} */
            state: "ok" | "warn" | "over";
            /** @description What to do */
            advice: string | null;
        };
        Alert: {
            id: string;
            /** Format: date-time */
            at: string;
            severity: components["schemas"]["Severity"];
            title: string;
            /** @description What to do */
            detail: string;
            budget: string | null;
            tenant: string | null;
            /** @enum {string} */
            state: "firing" | "acknowledged" | "resolved";
            acknowledged_by: string | null;
            link: components["schemas"]["Link"] | null;
        };
        Action: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @example lora-70b: GPU cap 700 → 560 W */
            title: string;
            /** @description Token or rule that did it */
            author: string;
            /** @example advice 7f1c.1 */
            reason: string;
            /** @description How far it may go */
            limit: string | null;
            /** @example −14 % ± 2 energy */
            effect: string | null;
            /** @enum {string} */
            state: "active" | "done" | "restored" | "failed";
            /**
             * Format: date-time
             * @description When it ends by itself
             */
            until: string | null;
            reversible: boolean;
        };
        /**
         * @example {
         *       "name": "agents",
         *       "scopes": [
         *         "ingest"
         *       ],
         *       "tenant": "language"
         *     }
         */
        TokenTerms: {
            /** @example agents */
            name: string;
            scopes: components["schemas"]["Scope"][];
            /** @description The only tenant; `null` for all */
            tenant?: string | null;
            /** @description The only source that it may send for; `null` for all */
            source?: string | null;
            /** Format: date-time */
            expires?: string | null;
        };
        Token: {
            /** @example k3v9 */
            id: string;
            name: string;
            scopes: components["schemas"]["Scope"][];
            tenant: string | null;
            source: string | null;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            expires: string | null;
            /**
             * Format: date-time
             * @description Since the server started
             */
            last_used: string | null;
        };
        NewToken: {
            token: components["schemas"]["Token"];
            /**
             * @description To be sent as `Authorization: Bearer …`
             * @example nw_k3v9_REPLACE-ME
             */
            secret: string;
        };
        AuditPage: {
            total: number;
            offset: number;
            /** @description Whether each entry holds the hash of the one before */
            intact: boolean;
            items: components["schemas"]["AuditEntry"][];
        };
        AuditEntry: {
            number: number;
            /** Format: date-time */
            at: string;
            /** @description Name of the token */
            token: string;
            address: string;
            /**
             * @description operationId
             * @example addToken
             */
            action: string;
            target: string;
            /** @description Status of the answer */
            outcome: number;
            detail: string;
            hash: string;
        };
        Ingested: {
            source: string;
            /** Format: int64 */
            epoch: number;
            /** Format: int64 */
            sequence: number;
            samples: number;
            duplicate: boolean;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "starting" | "read_only" | "stopping";
            version: string;
        };
    };
    responses: {
        /** @description What went wrong */
        problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Language of texts */
        lang: "en" | "zh";
        /**
         * @description Start of the time; by default as the operation says
         * @example 2026-09-01T00:00:00Z
         */
        from: string;
        /**
         * @description End of the time; now by default
         * @example 2026-09-12T08:42:00Z
         */
        to: string;
        /** @description Seconds of a step; chosen by the server where it is not given. A curve has at most 5,000 steps */
        step: number;
        /** @description Only this tenant */
        tenant: string;
        limit: number;
        offset: number;
        id: string;
        /**
         * @description Id of a run, or its first digits where they are enough
         * @example 7f3a
         */
        run: string;
        objective: components["schemas"]["Objective"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getNow: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This moment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Now"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getOutlook: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /** @description How far back */
                back_s?: number;
                /** @description How far ahead */
                ahead_s?: number;
                /** @description Seconds of a step; chosen by the server where it is not given. A curve has at most 5,000 steps */
                step_s?: components["parameters"]["step"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Both days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outlook"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    streamLive: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /** @description Seconds between two events `now` */
                every_s?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream without end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: now
                     *     id: 17
                     *     data: {"at":"2026-09-12T08:42:00Z"}
                     */
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listSeries: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /** @description Only this tenant */
                tenant?: components["parameters"]["tenant"];
                /**
                 * @description Part of a label as `name=value`; may be given more than once
                 * @example [
                 *       "component=compute"
                 *     ]
                 */
                match?: string[];
                limit?: components["parameters"]["limit"];
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of series */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getPower: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /**
                 * @description Start of the time; by default as the operation says
                 * @example 2026-09-01T00:00:00Z
                 */
                from?: components["parameters"]["from"];
                /**
                 * @description End of the time; now by default
                 * @example 2026-09-12T08:42:00Z
                 */
                to?: components["parameters"]["to"];
                /** @description Seconds of a step; chosen by the server where it is not given. A curve has at most 5,000 steps */
                step_s?: components["parameters"]["step"];
                /** @description Only this tenant */
                tenant?: components["parameters"]["tenant"];
                /** @description Label that the sum is made by */
                by?: components["schemas"]["By"];
                /** @description Part of a label as `name=value`; may be given more than once */
                match?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The curves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Curves"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getLedger: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /**
                 * @description Start of the time; by default as the operation says
                 * @example 2026-09-01T00:00:00Z
                 */
                from?: components["parameters"]["from"];
                /**
                 * @description End of the time; now by default
                 * @example 2026-09-12T08:42:00Z
                 */
                to?: components["parameters"]["to"];
                /** @description Only this tenant */
                tenant?: components["parameters"]["tenant"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sums */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerSum"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /**
                 * @description Start of the time; by default as the operation says
                 * @example 2026-09-01T00:00:00Z
                 */
                from?: components["parameters"]["from"];
                /**
                 * @description End of the time; now by default
                 * @example 2026-09-12T08:42:00Z
                 */
                to?: components["parameters"]["to"];
                /** @description Only this tenant */
                tenant?: components["parameters"]["tenant"];
                /** @description Name of a job */
                job?: string;
                /** @description Part of the name, the id or the host */
                q?: string;
                status?: components["schemas"]["RunStatus"];
                /** @description Column, with `-` for descending */
                sort?: "from" | "-from" | "name" | "-name" | "elapsed_s" | "-elapsed_s" | "energy_j" | "-energy_j" | "cost" | "-cost" | "location_g" | "-location_g";
                limit?: components["parameters"]["limit"];
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    exportRuns: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /**
                 * @description Start of the time; by default as the operation says
                 * @example 2026-09-01T00:00:00Z
                 */
                from?: components["parameters"]["from"];
                /**
                 * @description End of the time; now by default
                 * @example 2026-09-12T08:42:00Z
                 */
                to?: components["parameters"]["to"];
                /** @description Only this tenant */
                tenant?: components["parameters"]["tenant"];
                q?: string;
                format?: components["schemas"]["FileFormat"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/json": components["schemas"]["RunRow"][];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    compareRuns: {
        parameters: {
            query: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /** @description Id of a run; given once for each */
                id: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The comparison */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a run, or its first digits where they are enough
                 * @example 7f3a
                 */
                id: components["parameters"]["run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getRunPower: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /** @description Most points of a curve */
                points?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of a run, or its first digits where they are enough
                 * @example 7f3a
                 */
                id: components["parameters"]["run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The curves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPower"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getRunFindings: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of a run, or its first digits where they are enough
                 * @example 7f3a
                 */
                id: components["parameters"]["run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The findings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"][];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    exportSamples: {
        parameters: {
            query?: {
                format?: "parquet";
            };
            header?: never;
            path: {
                /**
                 * @description Id of a run, or its first digits where they are enough
                 * @example 7f3a
                 */
                id: components["parameters"]["run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": string;
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getSignals: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /**
                 * @description Start of the time; by default as the operation says
                 * @example 2026-09-01T00:00:00Z
                 */
                from?: components["parameters"]["from"];
                /**
                 * @description End of the time; now by default
                 * @example 2026-09-12T08:42:00Z
                 */
                to?: components["parameters"]["to"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signals */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signal"][];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getPlan: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                objective?: components["parameters"]["objective"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    tryPlan: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanQuery"];
            };
        };
        responses: {
            /** @description The plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getDeadlines: {
        parameters: {
            query: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /**
                 * @description Id of the job
                 * @example pretrain-13b
                 */
                job: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanQuery"];
            };
        };
        responses: {
            /** @description The curve */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadlineCurve"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    approvePlan: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanQuery"];
            };
        };
        responses: {
            /** @description The plan that holds now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description Only this tenant */
                tenant?: components["parameters"]["tenant"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The jobs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"][];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    submitJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Job"];
            };
        };
        responses: {
            /** @description The job */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    withdrawJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    getChoices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Names */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Choices"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    estimateInference: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InferenceQuery"];
            };
        };
        responses: {
            /** @description The estimate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferenceEstimate"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    estimateTraining: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingQuery"];
            };
        };
        responses: {
            /** @description The estimate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingEstimate"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getMeters: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The meters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meters"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listFactors: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The factors */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factor"][];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    changeFactors: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactorChange"];
            };
        };
        responses: {
            /** @description Before and after */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorEffect"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    tryFactors: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactorChange"];
            };
        };
        responses: {
            /** @description Before and after */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorEffect"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listBudgets: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /** @description Only this tenant */
                tenant?: components["parameters"]["tenant"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The budgets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"][];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    addBudget: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BudgetTerms"];
            };
        };
        responses: {
            /** @description The budget */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    changeBudget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BudgetTerms"];
            };
        };
        responses: {
            /** @description The budget */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    removeBudget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                /** @description Only this tenant */
                tenant?: components["parameters"]["tenant"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alerts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"][];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listActions: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The actions, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"][];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    revertAction: {
        parameters: {
            query?: {
                /** @description Language of texts */
                lang?: components["parameters"]["lang"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The action */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"][];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    addToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenTerms"];
            };
        };
        responses: {
            /** @description The token and its secret */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    rotateToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token and its new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    ingest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.negawatt.batch": string;
            };
        };
        responses: {
            /** @description It is kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ingested"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    ingestOtlp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-protobuf": string;
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Kept; `partialSuccess` says what was not understood */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "application/x-protobuf": string;
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text exposition 0.0.4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It lives */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            default: components["responses"]["problem"];
        };
    };
}
