package io.omniroute.routing.fakes;

import io.omniroute.routing.administration.AddressRule;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.AliasKind;
import io.omniroute.routing.administration.BaseUrls;
import io.omniroute.routing.administration.BudgetKind;
import io.omniroute.routing.administration.CacheDesk;
import io.omniroute.routing.administration.CallDesks;
import io.omniroute.routing.administration.CallPolicyDesk;
import io.omniroute.routing.administration.ComboKind;
import io.omniroute.routing.administration.ComboTemplate;
import io.omniroute.routing.administration.Configuration;
import io.omniroute.routing.administration.ConnectionKind;
import io.omniroute.routing.administration.CustomModelKind;
import io.omniroute.routing.administration.KeyKind;
import io.omniroute.routing.administration.Kinds;
import io.omniroute.routing.administration.ModelKinds;
import io.omniroute.routing.administration.ModelUses;
import io.omniroute.routing.administration.NodeKind;
import io.omniroute.routing.administration.PriceList;
import io.omniroute.routing.administration.ProviderUses;
import io.omniroute.routing.administration.Providers;
import io.omniroute.routing.administration.ProxyDesk;
import io.omniroute.routing.administration.ProxyPlaces;
import io.omniroute.routing.administration.ProxyRead;
import io.omniroute.routing.administration.ResilienceDesk;
import io.omniroute.routing.administration.RoutingDesk;
import io.omniroute.routing.administration.SecretDestinations;
import io.omniroute.routing.administration.SettingsDesk;
import io.omniroute.routing.administration.UserKind;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.cache.semantic.EmbedderExtension;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.passage.EnvironmentProxies;
import java.time.Clock;
import java.util.Optional;

/** The administration, wired by hand over stores in memory. Addresses with {@code 10.} count as private. */
public final class Desk {
    public final MemoryStores stores = new MemoryStores();
    public final FakePasswords passwords = new FakePasswords();
    public final AuditTrail trail = new AuditTrail(stores.audit, Clock.systemUTC());
    public final QueuedVersion version = new QueuedVersion();
    public final Providers providers = new Providers(new FakeProviders(), stores.nodes);
    private final AddressRule addresses = (url, allowPrivate) ->
            url.contains("//10.") && !allowPrivate ? Optional.of("The address is private.") : Optional.empty();
    private final BaseUrls baseUrls = new BaseUrls(addresses);
    public final Administration administration = new Administration(trail, version);
    private final SecretDestinations destinations = new SecretDestinations(stores.connections, providers);
    private final ModelUses modelUses =
            new ModelUses(stores.connections, stores.combos, stores.aliases, stores.customModels);
    private final ProviderUses uses = new ProviderUses(modelUses, stores.keys, stores.settings, stores.policies);
    public final NodeKind nodes = new NodeKind(stores.nodes, uses, providers, baseUrls, destinations);
    public final ConnectionKind connections =
            new ConnectionKind(stores.connections, providers, baseUrls, destinations, stores.combos);
    public final KeyKind keys = new KeyKind(stores.keys, providers, Clock.systemUTC());
    public final AliasKind aliases = new AliasKind(stores.aliases, providers, stores.combos);
    public final CustomModelKind customModels = new CustomModelKind(stores.customModels, providers);
    public final ComboKind combos = new ComboKind(stores.combos, stores.aliases, stores.connections, providers);
    public final ComboTemplate template =
            new ComboTemplate(administration, combos, providers, stores.connections, stores.customModels);
    public final BudgetKind budgets =
            new BudgetKind(stores.budgets, stores.keys, providers, Optional.of("Europe/Berlin"));
    public final UserKind users = new UserKind(stores.users, passwords);
    public final PriceList prices = new PriceList(stores.prices, providers, trail, version, Clock.systemUTC());
    public final SettingsDesk settings = new SettingsDesk(stores.settings, providers, trail, version);
    public final Bans bans = new Bans();
    public final CallPolicyDesk policies = new CallPolicyDesk(stores.callPolicies, bans, trail, version);
    public final EmbedderExtension extension = new EmbedderExtension(null, Optional.of("no-such-directory"));
    public final CacheDesk cache = new CacheDesk(stores.cache, stores.keys, trail, version, extension);
    public final ResilienceDesk resilience = new ResilienceDesk(stores.settings, trail, version);
    public final RoutingDesk routing = new RoutingDesk(stores.policies, providers, trail, version);
    private final ProxyPlaces places = new ProxyPlaces(providers, stores.combos, stores.connections);
    public final ProxyDesk proxies =
            new ProxyDesk(stores.proxies, new ProxyRead(places, addresses), EnvironmentProxies.none(), trail, version);
    public final Configuration configuration = new Configuration(
            administration,
            new Kinds(nodes, connections, keys, new ModelKinds(aliases, customModels, combos), budgets),
            prices,
            settings,
            new CallDesks(cache, routing, policies, proxies));
}
