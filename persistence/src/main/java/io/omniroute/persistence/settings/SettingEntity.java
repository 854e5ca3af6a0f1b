package io.omniroute.persistence.settings;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "setting")
class SettingEntity {
    @Id
    private String name;

    @Column(name = "setting_value")
    private String value;

    protected SettingEntity() {} // for JPA

    SettingEntity(String name, String value) {
        this.name = name;
        this.value = value;
    }

    String value() {
        return value;
    }

    void value(String changed) {
        value = changed;
    }
}
