package io.omniroute.routing.fakes;

import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.AliasKind;
import io.omniroute.routing.administration.BaseUrls;
import io.omniroute.routing.administration.CallPolicyDesk;
import io.omniroute.routing.administration.Configuration;
import io.omniroute.routing.administration.ConnectionKind;
import io.omniroute.routing.administration.CustomModelKind;
import io.omniroute.routing.administration.KeyKind;
import io.omniroute.routing.administration.Kinds;
import io.omniroute.routing.administration.NodeKind;
import io.omniroute.routing.administration.PriceList;
import io.omniroute.routing.administration.Providers;
import io.omniroute.routing.administration.SettingsDesk;
import io.omniroute.routing.administration.UserKind;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.ipfilter.Bans;
import java.util.Optional;

/** The administration, wired by hand over stores in memory. Addresses with {@code 10.} count as private. */
public final class Desk {
    public final MemoryStores stores = new MemoryStores();
    public final FakePasswords passwords = new FakePasswords();
    public final AuditTrail trail = new AuditTrail(stores.audit);
    public final Providers providers = new Providers(new FakeProviders(), stores.nodes);
    private final BaseUrls baseUrls = new BaseUrls((url, allowPrivate) ->
            url.contains("//10.") && !allowPrivate ? Optional.of("The address is private.") : Optional.empty());
    public final Administration administration = new Administration(trail);
    public final NodeKind nodes = new NodeKind(stores.nodes, stores.connections, providers, baseUrls);
    public final ConnectionKind connections = new ConnectionKind(stores.connections, providers, baseUrls);
    public final KeyKind keys = new KeyKind(stores.keys, providers);
    public final AliasKind aliases = new AliasKind(stores.aliases, providers);
    public final CustomModelKind customModels = new CustomModelKind(stores.customModels, providers);
    public final UserKind users = new UserKind(stores.users, passwords);
    public final PriceList prices = new PriceList(stores.prices, providers, trail);
    public final SettingsDesk settings = new SettingsDesk(stores.settings, providers, trail);
    public final Bans bans = new Bans();
    public final CallPolicyDesk policies = new CallPolicyDesk(stores.policies, bans, trail);
    public final Configuration configuration = new Configuration(
            administration, new Kinds(nodes, connections, keys, aliases, customModels), prices, settings, policies);
}
