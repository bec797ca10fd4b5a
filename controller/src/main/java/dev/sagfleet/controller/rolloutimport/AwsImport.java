package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.Inconclusive;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.MemberOrder;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.Retries;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Silence;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.WavePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The body with which AWS IoT creates a job: {@code CreateJob}. */
final class AwsImport {
    private static final List<String> KEYS = List.of(
            "jobId",
            "targets",
            "targetSelection",
            "destinationPackageVersions",
            "jobExecutionsRolloutConfig",
            "abortConfig",
            "timeoutConfig",
            "jobExecutionsRetryConfig",
            "schedulingConfig");
    private static final Pattern PACKAGE_VERSION = Pattern.compile("arn:.+:package/[^/]+/version/([0-9.]+)");
    private static final int PACKAGES_MAX = 25;
    private static final int TIMEOUT_MINUTES_MAX = 10_080;
    private static final int RETRIES_MAX = 10;

    private final YamlKeys keys;
    private final Optional<FirmwareVersion> given;
    private final Instant now;
    private final ImportNotes notes = new ImportNotes();

    AwsImport(YamlKeys keys, Optional<FirmwareVersion> given, Instant now) {
        this.keys = keys;
        this.given = given;
        this.now = now;
    }

    /** Nothing if its name is wrong; other problems are among those of the keys. */
    Optional<Imported> read() {
        Optional<String> name = keys.required("jobId", value -> value.text(1, RolloutPolicy.NAME_LENGTH_MAX));
        notes.unknown(keys, KEYS);
        FirmwareVersion image = image();
        Targets targets = AwsTargets.read(keys, notes);
        Late late = late();
        var rates = new AwsRates(keys, notes);
        int perMinute = rates.perMinute();
        List<WavePlan> waves = rates.waves();
        AwsAbort abort = AwsAbort.read(keys, notes);
        Silence silence = silence();
        Retries retries = retries();
        var schedule = new AwsSchedule(keys, notes, now);
        schedule.mention();
        addDefaults();
        return name.map(known -> imported(
                rates,
                abort,
                new RolloutPolicy(
                        known,
                        image,
                        targets,
                        MemberOrder.SPREAD,
                        waves,
                        abort.success(),
                        abort.halt(),
                        Inconclusive.HOLD,
                        silence,
                        late,
                        schedule.window(targets),
                        new Pace(perMinute, Pace.DEFAULT.inFlight(), Pace.DEFAULT.perSite(), Optional.empty()),
                        retries,
                        RolloutPolicy.PRIORITY_DEFAULT,
                        Rollback.DEFAULT,
                        schedule.end(),
                        Optional.empty(),
                        List.of())));
    }

    private Imported imported(AwsRates rates, AwsAbort abort, RolloutPolicy policy) {
        boolean hasTimeout = keys.has("timeoutConfig");
        boolean hasRetries = keys.has("jobExecutionsRetryConfig");
        Original original = Original.ofAws(
                policy,
                rates.growth(),
                abort.criteria(),
                hasTimeout ? Optional.of(policy.silence().download()) : Optional.empty(),
                hasRetries ? policy.retries().transport() : 0);
        return new Imported("AWS IoT", policy, notes.all(), original);
    }

    private FirmwareVersion image() {
        List<YamlValue> packages = keys.optional("destinationPackageVersions", value -> value.items(0, PACKAGES_MAX))
                .orElse(List.of());
        Optional<FirmwareVersion> named = packages.stream()
                .flatMap(
                        value -> keys
                                .problems()
                                .read(() -> value.choice(AwsImport::version, "the ARN of a package's version"))
                                .stream())
                .findFirst();
        FirmwareVersion image = given.or(() -> named).orElse(ForeignRollout.UNNAMED);
        if (packages.size() > 1) {
            notes.missing(keys, "destinationPackageVersions", "image: " + image + ", of the first of them");
        }
        if (given.isEmpty() && named.isEmpty()) {
            notes.added(
                    keys.whole(),
                    "what is to be installed: it stands in the job's document",
                    "image: " + image + ", which runs nowhere: say which version it is");
        }
        return image;
    }

    private static Optional<FirmwareVersion> version(String arn) {
        Matcher matcher = PACKAGE_VERSION.matcher(arn);
        try {
            return matcher.matches() ? Optional.of(FirmwareVersion.parse(matcher.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Late late() {
        String selection = keys.optional(
                        "targetSelection",
                        value -> value.choice(
                                text -> Optional.of(text).filter(List.of("SNAPSHOT", "CONTINUOUS")::contains),
                                "SNAPSHOT or CONTINUOUS"))
                .orElse("SNAPSHOT");
        if (selection.equals("SNAPSHOT")) {
            return Late.IGNORE;
        }
        notes.differs(
                keys.where("targetSelection"),
                "targetSelection: CONTINUOUS, which never ends",
                "late: tail, until all who are there then have ended");
        return Late.TAIL;
    }

    private Silence silence() {
        Silence otherwise = Silence.DEFAULT;
        Optional<Integer> minutes = keys.nested("timeoutConfig").flatMap(config -> {
            notes.unknown(config, List.of("inProgressTimeoutInMinutes"));
            return config.required(
                    "inProgressTimeoutInMinutes", value -> value.integer(1, TIMEOUT_MINUTES_MAX, "minutes"));
        });
        if (minutes.isEmpty()) {
            return otherwise;
        }
        Duration timeout = Duration.ofMinutes(minutes.get());
        notes.differs(
                keys.where("timeoutConfig"),
                "inProgressTimeoutInMinutes: " + minutes.get() + " for all that a device does",
                "silence: so long for the download, and again for the trial; 3d for its first word");
        return new Silence(otherwise.offered(), timeout, timeout, Silence.CountsAs.FAILURE);
    }

    private Retries retries() {
        Retries otherwise = Retries.DEFAULT;
        if (!keys.has("jobExecutionsRetryConfig")) {
            notes.added(keys.whole(), "no retries", "retries: 3 of a transfer, 1 of a verification, none of a boot");
            return otherwise;
        }
        int most = 0;
        List<YamlKeys> criteria = criteria(keys, "jobExecutionsRetryConfig");
        for (YamlKeys criterion : criteria) {
            notes.unknown(criterion, List.of("failureType", "numberOfRetries"));
            Optional<String> type = criterion.required(
                    "failureType",
                    value -> value.choice(
                            text -> Optional.of(text).filter(List.of("FAILED", "TIMED_OUT", "ALL")::contains),
                            "FAILED, TIMED_OUT or ALL"));
            int times = criterion
                    .required("numberOfRetries", value -> value.integer(0, RETRIES_MAX, "retries"))
                    .orElse(0);
            if (type.filter("FAILED"::equals).isPresent()) {
                most = Math.max(most, times);
            } else {
                notes.missing(criterion, "failureType", "no retries of devices that fall silent");
                most = type.filter("ALL"::equals).isPresent() ? Math.max(most, times) : most;
            }
        }
        notes.differs(
                keys.where("jobExecutionsRetryConfig"),
                "retries, " + most + " for all causes together",
                "retries: so many for each of transfer, verification and boot");
        return new Retries(most, most, most, otherwise.leastWait(), otherwise.mostWait());
    }

    /** The criteria of a configuration that has a list of them. */
    static List<YamlKeys> criteria(YamlKeys keys, String name) {
        return keys.nested(name)
                .flatMap(config -> config.required("criteriaList", value -> value.items(1, 20)))
                .map(items -> items.stream()
                        .flatMap(item -> YamlKeys.of(item, keys.problems()).stream())
                        .toList())
                .orElse(List.of());
    }

    private void addDefaults() {
        YamlValue whole = keys.whole();
        notes.added(whole, "any number of devices at once", "pace: 500 at once, one of a site");
        notes.added(whole, "order: none that is known", "order: spread over sites");
        if (!keys.has("timeoutConfig")) {
            notes.added(
                    whole,
                    "devices that fall silent: they stay open",
                    "silence: a failure after 3d without a word, 12h of download or 1h of trial");
        }
    }
}
