package dev.sagfleet.controller.contract;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Some operations of the repositories, drawn before they are made, so that several stores make the same ones. */
record RandomChange(List<Step> steps, boolean isThrown) implements Store.Change<String> {
    /** What a change throws in the end, with what it had seen till then. */
    static final class ThrownException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ThrownException(String seen) {
            super(seen);
        }
    }

    record Step(String name, Function<Transaction, Object> operation) {}

    static RandomChange draw(RandomGenerator random) {
        var rows = new RandomRows(random);
        List<Step> steps = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        while (steps.size() < count) {
            steps.add(step(rows, random.nextInt(100)));
        }
        return new RandomChange(steps, random.nextInt(4) == 0);
    }

    @Override
    public String makeIn(Transaction transaction) {
        String seen = steps.stream()
                .map(step -> step.name() + "=" + step.operation().apply(transaction))
                .collect(Collectors.joining(", "));
        if (isThrown) {
            throw new ThrownException(seen);
        }
        return seen;
    }

    private static Step step(RandomRows rows, int which) {
        if (which < 2) {
            return saving("remove all", Transaction::removeAll);
        }
        if (which < 40) {
            return ofDevices(rows, which % 10);
        }
        if (which < 65) {
            return ofAspects(rows, which % 8);
        }
        if (which < 77) {
            return ofUpgrades(rows, which % 9);
        }
        return which < 87 ? RandomRolloutStep.draw(rows) : ofOthers(rows, which % 18);
    }

    private static Step ofUpgrades(RandomRows rows, int which) {
        FirmwareJob job = rows.job();
        AutoUpgradePolicy policy = rows.policy();
        long millis = rows.millis();
        return switch (which) {
            case 0, 1, 2 -> saving("save job", it -> it.jobs().save(job));
            case 3 -> saving("remove older jobs", it -> it.jobs().removeAllBut(job.serial(), 1));
            case 4 -> saving("remove jobs", it -> it.jobs().remove(job.serial()));
            case 5 -> saving("remove policy", it -> it.policies().remove(policy.serial()));
            case 8 ->
                new Step("tell", it -> it.jobs()
                        .tell(job.serial(), job.number(), job.attempt(), job.progress(), millis, millis + 1));
            case 6 -> new Step("due", it -> it.policies().due(millis, 2));
            default -> saving("save policy", it -> it.policies().save(policy));
        };
    }

    private static Step ofDevices(RandomRows rows, int which) {
        Device device = rows.device();
        SerialNumber serial = device.serial();
        return switch (which) {
            case 0, 1, 2 -> saving("save device", it -> it.devices().save(device));
            case 3 -> saving("save presence", it -> it.devices().savePresence(device));
            case 4 -> {
                List<Device> some = List.of(device, rows.device(), rows.device());
                yield new Step("add devices", it -> new TreeSet<>(it.devices().addNew(some)));
            }
            case 5 -> {
                long highest = rows.millis();
                yield saving("remove device", it -> it.devices().remove(serial, highest));
            }
            case 6 -> new Step("find device", it -> it.devices().find(serial));
            case 7 -> {
                List<Instance> some = List.of(rows.instance(), rows.instance());
                yield new Step(
                        "add instances", it -> new TreeSet<>(it.instances().addNew(some)));
            }
            case 8 -> {
                long epoch = device.presence().epoch();
                yield saving("dissociate device", it -> it.devices().dissociated(serial, epoch));
            }
            default -> {
                Instance instance = rows.instance();
                yield saving("save instance", it -> it.instances().save(instance));
            }
        };
    }

    private static Step ofAspects(RandomRows rows, int which) {
        DeviceAspect aspect = rows.aspect();
        SerialNumber serial = aspect.serial();
        return switch (which) {
            case 0, 1 -> saving("save aspect", it -> it.aspects().save(aspect));
            case 2 ->
                saving("answer", it -> it.aspects()
                        .answer(serial, aspect.aspect(), aspect.reported(), aspect.refusal()));
            case 3 -> saving("add aspect", it -> it.aspects().addNew(List.of(aspect)));
            case 4 -> saving("remove aspects", it -> it.aspects().remove(serial));
            case 5 -> saving("will be told", it -> it.aspects().willBeTold(serial));
            case 6 ->
                saving("desire", it -> it.aspects()
                        .desire(serial, aspect.desired().command()));
            default -> new Step("find aspect", it -> it.aspects().find(serial, aspect.aspect()));
        };
    }

    private static Step ofOthers(RandomRows rows, int which) {
        long millis = rows.millis();
        return switch (which) {
            case 0 -> new Step("order number", it -> it.orders().nextNumber());
            case 1 -> new Step("plan number", it -> it.plans().nextNumber());
            case 2 -> new Step("rule number", it -> it.rules().nextNumber());
            case 3, 4 -> with(rows.plan(), "save plan", (it, plan) -> it.plans().save(plan));
            case 5 -> with(rows.rule(), "save rule", (it, rule) -> it.rules().save(rule));
            case 6 -> with(rows.ccn(), "save ccn", (it, ccn) -> it.ccns().save(ccn));
            case 7, 8 ->
                with(rows.order(), "save order", (it, order) -> it.orders().save(order));
            case 9, 10 ->
                with(rows.token(), "save token", (it, token) -> it.tokens().save(token));
            case 11 -> {
                ClientToken.Key key = rows.any(RandomRows.TOKENS);
                yield saving("remove token", it -> it.tokens().remove(key));
            }
            case 12, 13 -> saving("remove tokens", it -> it.tokens().removeBefore(millis));
            case 14 -> {
                ClientToken.Key key = rows.any(RandomRows.TOKENS);
                yield new Step(
                        "find token",
                        it -> it.tokens().find(key, millis) + " " + it.devices().highestRemoved());
            }
            case 15, 16 ->
                with(rows.image(), "save image", (it, image) -> it.images().save(image));
            default ->
                with(new Settings(rows.flip()), "settings", (it, settings) -> it.settings()
                        .save(settings));
        };
    }

    interface Saving {
        void on(Transaction transaction);
    }

    private interface SavingOf<R> {
        void on(Transaction transaction, R row);
    }

    static Step saving(String name, Saving saving) {
        return new Step(name, transaction -> {
            saving.on(transaction);
            return "done";
        });
    }

    private static <R> Step with(R row, String name, SavingOf<R> saving) {
        return saving(name, transaction -> saving.on(transaction, row));
    }
}
