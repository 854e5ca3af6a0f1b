package io.omniroute.bench;

/** What a gateway is told before its first start, as {@code OMNIROUTE_CONFIG} takes it. */
enum Setup {
    /** A key, a node, an account and prices. */
    PLAIN("bench/", """
            {"providerNodes":[{"prefix":"bench","name":"Bench","format":"openai-chat","baseUrl":"http://127.0.0.1:%d/v1"}],
             "providers":[{"provider":"bench","name":"main","apiKey":"vendor-key"}],
             "pricing":{"bench":{"whole":{"input":1.0,"output":2.0}}},
             "keys":[{"name":"bench","key":"%s"}]}
            """),
    /**
     * All that may have a say in a call has it, and none of it ever binds: combos over two accounts in turn, limits of key
     * and accounts, quota windows, hard budgets of key, group and provider, address rules, exact cache and replay window
     * (every call is another), thinking budget and two system prompts, which edit the body. Breakers are on by default.
     */
    GUARDED("guarded-", """
            {"providerNodes":[{"prefix":"bench","name":"Bench","format":"openai-chat","baseUrl":"http://127.0.0.1:%d/v1",
               "accountStrategy":"round-robin"}],
             "providers":[
               {"provider":"bench","name":"one","apiKey":"vendor-key",
                "limits":{"requestsPerMinute":100000000,"tokensPerMinute":1000000000,"maxConcurrent":100000},
                "quotas":[{"window":"5h","unit":"requests","limit":1000000000},
                          {"window":"weekly","unit":"usd","limit":1000000000}]},
               {"provider":"bench","name":"two","apiKey":"vendor-key",
                "limits":{"requestsPerMinute":100000000,"tokensPerMinute":1000000000,"maxConcurrent":100000},
                "quotas":[{"window":"daily","unit":"tokens","limit":1000000000000}]}],
             "combos":[
               {"name":"guarded-whole","strategy":"round-robin","config":{"concurrencyPerModel":10000},
                "steps":[{"model":"bench/whole","tags":["bench"]}]},
               {"name":"guarded-every-2","strategy":"round-robin","config":{"concurrencyPerModel":10000},
                "steps":[{"model":"bench/every-2","tags":["bench"]}]},
               {"name":"guarded-every-40","strategy":"round-robin","config":{"concurrencyPerModel":10000},
                "steps":[{"model":"bench/every-40","tags":["bench"]}]}],
             "pricing":{"bench":{"whole":{"input":1.0,"output":2.0},"every-2":{"input":1.0,"output":2.0},
               "every-40":{"input":1.0,"output":2.0}}},
             "keys":[{"name":"bench","key":"%s","group":"load","allowedModels":["guarded-*","bench/*"],
                "ipRules":["127.0.0.0/8","10.0.0.0/8","::1"],
                "limits":{"requestsPerMinute":100000000,"tokensPerMinute":1000000000,"maxConcurrent":100000},
                "systemPrompt":{"enabled":true,"prompt":"Answer in the language of the question.","position":"suffix"}}],
             "budgets":[
               {"scope":"key","target":"bench","period":"day","limitUsd":100000000,"hard":true},
               {"scope":"group","target":"load","period":"month","limitUsd":100000000,"hard":true},
               {"scope":"provider","target":"bench","period":"total","limitUsd":100000000,"hard":true}],
             "routing":{"stickyRoundRobinLimit":1},
             "cache":{"enabled":true,"idempotencyWindowMs":5000},
             "policies":{
               "ipFilter":{"enabled":true,"mode":"blacklist",
                 "blacklist":["203.0.113.0/24","198.51.100.*","192.0.2.7","2001:db8::/32"],
                 "bans":{"enabled":true}},
               "thinkingBudget":{"mode":"custom","customBudget":2048},
               "systemPrompt":{"enabled":true,"prompt":"You work for the benchmark.","position":"prefix"}}}
            """);

    private final String modelPrefix;
    private final String configuration;

    Setup(String modelPrefix, String configuration) {
        this.modelPrefix = modelPrefix;
        this.configuration = configuration;
    }

    /** What a caller puts before the name of the vendor's model. */
    String modelPrefix() {
        return modelPrefix;
    }

    /** Whether each call must differ from all others, lest it be answered from memory. */
    boolean distinct() {
        return this == GUARDED;
    }

    String configuration(int vendorPort, String key) {
        return configuration.formatted(vendorPort, key);
    }
}
