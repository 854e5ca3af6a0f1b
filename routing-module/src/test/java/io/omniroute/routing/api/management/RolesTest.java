package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.access.Role;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RolesTest {
    private final ManagementServer server = new ManagementServer();

    /** The letters of the roles that may: ADMIN, OPERATOR, aUditor, VIEWER. */
    @ParameterizedTest
    @CsvSource({
        "GET, api/provider-nodes, AOUV",
        "POST, api/provider-nodes, AO",
        "PATCH, api/provider-nodes/x, AO",
        "PUT, api/provider-nodes/x, AO",
        "DELETE, api/provider-nodes/x, AO",
        "GET, api/providers, AOUV",
        "POST, api/providers, AO",
        "POST, api/providers/x/test, AO",
        "DELETE, api/providers/x, AO",
        "GET, api/keys, AOUV",
        "POST, api/keys, A",
        "PATCH, api/keys/x, A",
        "PUT, api/keys/x, A",
        "DELETE, api/keys/x, A",
        "POST, api/keys/x/rotate, A",
        "GET, api/users, AOUV",
        "POST, api/users, A",
        "PATCH, api/users/x, A",
        "DELETE, api/users/x, A",
        "GET, api/models/alias, AOUV",
        "POST, api/models/alias, AO",
        "PUT, api/models/alias, AO",
        "DELETE, api/models/alias/x, AO",
        "GET, api/provider-models, AOUV",
        "POST, api/provider-models, AO",
        "GET, api/pricing, AOUV",
        "PUT, api/pricing, AO",
        "DELETE, api/pricing?provider=openai, AO",
        "GET, api/combos, AOUV",
        "POST, api/combos, AO",
        "PATCH, api/combos/x, AO",
        "PUT, api/combos/x, AO",
        "DELETE, api/combos/x, AO",
        "POST, api/combos/template, AO",
        "POST, api/combos/x/test, AO",
        "GET, api/combos/metrics, AOUV",
        "DELETE, api/combos/metrics, AO",
        "GET, api/settings/proxy, AOUV",
        "PUT, api/settings/proxy, A",
        "DELETE, api/settings/proxy?level=global, A",
        "POST, api/settings/proxy/test, A",
        "GET, api/usage/proxy-logs, AOUV",
        "DELETE, api/usage/proxy-logs, A",
        "GET, api/settings/routing, AOUV",
        "PUT, api/settings/routing, A",
        "PATCH, api/settings/routing, A",
        "GET, api/settings, AOUV",
        "PATCH, api/settings, A",
        "GET, api/resilience, AOUV",
        "PATCH, api/resilience, A",
        "POST, api/resilience/reset, AO",
        "GET, api/models/availability, AOUV",
        "POST, api/models/availability, AO",
        "GET, api/rate-limits, AOUV",
        "GET, api/usage/00000000-0000-0000-0000-000000000000, AOUV",
        "GET, api/settings/ip-filter, AOUV",
        "PUT, api/settings/ip-filter, A",
        "DELETE, api/settings/ip-filter/bans/192.0.2.1, A",
        "GET, api/settings/thinking-budget, AOUV",
        "PUT, api/settings/thinking-budget, A",
        "GET, api/settings/system-prompt, AOUV",
        "PUT, api/settings/system-prompt, A",
        "GET, api/settings/tls, AOUV",
        "POST, api/settings/tls/fingerprint, AO",
        "GET, api/config, AOUV",
        "GET, api/usage/history, AOUV",
        "GET, api/usage/logs, AOUV",
        "GET, api/usage/logs/00000000-0000-0000-0000-000000000000, AOUV",
        "GET, api/usage/logs/00000000-0000-0000-0000-000000000000/bodies, AU",
        "GET, api/usage/attempts, AOUV",
        "DELETE, api/usage/bodies?before=2026-01-01, A",
        "GET, api/settings/capture, AOUV",
        "PUT, api/settings/capture, A",
        "GET, api/usage/budget, AOUV",
        "POST, api/usage/budget, A",
        "PATCH, api/usage/budget/x, A",
        "DELETE, api/usage/budget/x, A",
        "POST, api/usage/rerate, A",
        "GET, api/settings/cache, AOUV",
        "PUT, api/settings/cache, A",
        "GET, api/cache/stats, AOUV",
        "DELETE, api/cache/stats, AO",
        "GET, api/catalog, AOUV",
        "GET, api/monitoring/health, AOUV",
        "GET, api/telemetry/summary, AOUV",
        "GET, api/sessions, AOUV",
        "DELETE, api/sessions/0123456789abcdef, AO",
        "GET, api/audit, AU",
    })
    void onlyTheNamedRolesMayCall(String method, String path, String allowed) {
        String body = method.equals("GET") || method.equals("DELETE") ? "" : "{}";
        for (Role role : Role.values()) {
            String letter = role == Role.AUDITOR ? "U" : role.name().substring(0, 1);
            int status = server.as(role, method, path, body).status();
            if (allowed.contains(letter)) {
                assertThat(status).as("%s %s as %s", method, path, role).isNotIn(401, 403, 405, 500);
            } else {
                assertThat(status).as("%s %s as %s", method, path, role).isEqualTo(403);
                assertThat(server.desk.stores.audit.last().action()).isEqualTo("auth.forbidden");
                assertThat(server.desk.stores.audit.last().actor()).isEqualTo(ManagementServer.name(role));
                assertThat(server.desk.stores.audit.last().address()).isEqualTo("192.0.2.7");
            }
        }
    }

    @Test
    void aMethodWithoutAPermissionIsRefusedEvenToAnAdmin() {
        assertThat(server.admin("GET", "api/undeclared").status()).isEqualTo(403);
    }

    static Stream<Class<?>> resources() {
        return ManagementApi.resources().stream();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyResourceMethodDeclaresWhoMayCallIt(Class<?> resource) {
        Method[] methods = resource.getMethods();
        assertThat(Arrays.stream(methods).filter(RolesTest::isCall))
                .isNotEmpty()
                .allSatisfy(
                        method -> assertThat(RoleGate.access(resource, method)).isPresent());
    }

    private static boolean isCall(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.isAnnotationPresent(HttpMethod.class));
    }
}
