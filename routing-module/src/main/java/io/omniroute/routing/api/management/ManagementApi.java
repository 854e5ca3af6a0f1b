package io.omniroute.routing.api.management;

import java.util.Set;

/** The management API as a whole. */
public final class ManagementApi {
    private static final Set<Class<?>> RESOURCES = Set.of(
            AliasResource.class,
            AttemptResource.class,
            AuditResource.class,
            BodiesResource.class,
            BudgetResource.class,
            CacheSettingsResource.class,
            CacheStatsResource.class,
            AvailabilityResource.class,
            CaptureSettingsResource.class,
            CatalogResource.class,
            ComboMetricsResource.class,
            ComboResource.class,
            ConfigResource.class,
            ConnectionResource.class,
            CustomModelResource.class,
            HealthResource.class,
            IpFilterResource.class,
            KeyResource.class,
            NodeResource.class,
            PricingResource.class,
            ProxyLogResource.class,
            ProxyResource.class,
            RateLimitResource.class,
            ResilienceResource.class,
            RoutingResource.class,
            SessionResource.class,
            SettingsResource.class,
            SystemPromptResource.class,
            TelemetryResource.class,
            ThinkingBudgetResource.class,
            TlsResource.class,
            UsageLogResource.class,
            UsageResource.class,
            UserResource.class);
    private static final Set<Class<?>> PROVIDERS = Set.of(
            AddressGate.class,
            BodyReader.class,
            DuplicateMapper.class,
            ManagementAnswers.class,
            ManagementLogin.class,
            RefusalMapper.class,
            RoleGate.class);

    private ManagementApi() {}

    /** Root resources, whose paths begin with {@code /api}. */
    public static Set<Class<?>> resources() {
        return RESOURCES;
    }

    /** Filters, mappers and readers; they leave other paths alone. */
    public static Set<Class<?>> providers() {
        return PROVIDERS;
    }
}
