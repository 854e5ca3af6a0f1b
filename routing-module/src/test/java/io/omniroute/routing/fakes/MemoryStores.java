package io.omniroute.routing.fakes;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.NodeId;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.provider.store.DuplicateException;
import io.omniroute.provider.store.Store;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.access.User;
import io.omniroute.routing.access.Users;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetId;
import io.omniroute.routing.budget.Budgets;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.CacheSettingsStore;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.callpolicy.CallPolicyStore;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.Prices;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.egress.ProxyStore;
import io.omniroute.routing.models.CustomModel;
import io.omniroute.routing.models.CustomModels;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.models.ModelAliases;
import io.omniroute.routing.policy.RoutingPolicies;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.settings.SettingsStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every store of configuration, in memory. */
public final class MemoryStores {
    public final Nodes nodes = new Nodes();
    public final Accounts connections = new Accounts();
    public final Keys keys = new Keys();
    public final Logins users = new Logins();
    public final Aliases aliases = new Aliases();
    public final Models customModels = new Models();
    public final PriceTable prices = new PriceTable();
    public final ComboTable combos = new ComboTable();
    public final Policies policies = new Policies();
    public final Switches settings = new Switches();
    public final CacheSwitches cache = new CacheSwitches();
    public final BudgetTable budgets = new BudgetTable();
    public final CallPolicyTable callPolicies = new CallPolicyTable();
    public final ProxyTable proxies = new ProxyTable();
    public final MemoryAuditLog audit = new MemoryAuditLog();

    /** How often something was written, settings included. */
    public int writes;

    abstract class Memory<K, V> implements Store<K, V> {
        private final Map<K, V> values = new LinkedHashMap<>();
        private final Function<V, K> identity;

        Memory(Function<V, K> identity) {
            this.identity = identity;
        }

        @Override
        public List<V> list() {
            return new ArrayList<>(values.values());
        }

        @Override
        public Optional<V> find(K key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public void put(V value) {
            writes++;
            values.put(identity.apply(value), value);
        }

        @Override
        public boolean remove(K key) {
            return values.remove(key) != null;
        }
    }

    public final class Nodes extends Memory<NodeId, ProviderNode> implements ProviderNodes {
        Nodes() {
            super(ProviderNode::id);
        }
    }

    public final class Accounts extends Memory<ConnectionId, Connection> implements Connections {
        Accounts() {
            super(Connection::id);
        }
    }

    /** Refuses a second key of the same name, as the database's index does. */
    public final class Keys extends Memory<ApiKeyId, ApiKey> implements ApiKeys {
        /** Runs before the next key is stored: what another node does meanwhile. */
        public Runnable beforeNextPut = () -> {};

        Keys() {
            super(ApiKey::id);
        }

        @Override
        public void put(ApiKey key) {
            Runnable meanwhile = beforeNextPut;
            beforeNextPut = () -> {};
            meanwhile.run();
            if (list().stream()
                    .anyMatch(other ->
                            !other.id().equals(key.id()) && other.name().equals(key.name()))) {
                throw new DuplicateException("name", "the name is taken");
            }
            super.put(key);
        }
    }

    public final class Logins extends Memory<String, User> implements Users {
        Logins() {
            super(User::name);
        }
    }

    public final class Aliases extends Memory<String, ModelAlias> implements ModelAliases {
        Aliases() {
            super(ModelAlias::alias);
        }
    }

    public final class Models extends Memory<CustomModel.Key, CustomModel> implements CustomModels {
        Models() {
            super(CustomModel::key);
        }
    }

    public final class PriceTable extends Memory<DatedPrice.Key, DatedPrice> implements Prices {
        PriceTable() {
            super(DatedPrice::key);
        }
    }

    public final class BudgetTable extends Memory<BudgetId, Budget> implements Budgets {
        BudgetTable() {
            super(Budget::id);
        }
    }

    public final class CacheSwitches implements CacheSettingsStore {
        private CacheSettings settings = CacheSettings.DEFAULT;

        @Override
        public CacheSettings read() {
            return settings;
        }

        @Override
        public void write(CacheSettings changed) {
            writes++;
            settings = changed;
        }
    }

    public final class ComboTable extends Memory<ComboId, Combo> implements Combos {
        ComboTable() {
            super(Combo::id);
        }
    }

    public final class Policies implements RoutingPolicies {
        private RoutingPolicy policy = RoutingPolicy.DEFAULT;

        @Override
        public RoutingPolicy read() {
            return policy;
        }

        @Override
        public void write(RoutingPolicy changed) {
            writes++;
            policy = changed;
        }
    }

    public final class CallPolicyTable implements CallPolicyStore {
        private CallPolicies policies = CallPolicies.DEFAULT;

        @Override
        public CallPolicies read() {
            return policies;
        }

        @Override
        public void write(CallPolicies changed) {
            writes++;
            policies = changed;
        }
    }

    public final class ProxyTable implements ProxyStore {
        private ProxyRules rules = ProxyRules.NONE;

        @Override
        public ProxyRules read() {
            return rules;
        }

        @Override
        public void write(ProxyRules changed) {
            writes++;
            rules = changed;
        }
    }

    public final class Switches implements SettingsStore {
        private Settings settings = Settings.DEFAULT;

        @Override
        public Settings read() {
            return settings;
        }

        @Override
        public void write(Settings changed) {
            writes++;
            settings = changed;
        }
    }
}
