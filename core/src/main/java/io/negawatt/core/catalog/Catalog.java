package io.negawatt.core.catalog;

import io.negawatt.core.text.BadInputException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The facts that the program ships with. Files are read when first asked for. Names are understood in both languages and in
 * any case; one that is not known throws {@link BadInputException} and offers near ones, unless the method returns an
 * {@link Optional}.
 *
 * <p>A <em>place</em> is a grid zone ({@code CN-East}, {@code DE}, {@code germany}, {@code 华东}) or a cloud region
 * ({@code aws:us-east-1}). A <em>provider</em> is {@code aws}, {@code gcp}, {@code azure}, {@code openai}, or a place whose
 * name begins with one.
 *
 * <p>Thread-safe.
 */
public final class Catalog {
    private static final Lazy<Catalog> SHIPPED = new Lazy<>(Catalog::new);
    private static final String DEFAULT = "default";

    private final Lazy<Grid> grid = new Lazy<>(Grid::new);
    private final Lazy<Shelf<Embodied>> embodied = new Lazy<>(Devices::embodied);
    private final Lazy<Shelf<Gpu>> gpus = new Lazy<>(() -> Devices.gpus(embodied.get()));
    private final Lazy<Shelf<Datasheet>> datasheets = new Lazy<>(() -> Devices.datasheets(gpus.get()));
    private final Lazy<Shelf<Llm>> llms = new Lazy<>(Devices::llms);
    private final Lazy<Shelf<Figure>> platform = new Lazy<>(Devices::platform);
    private final Lazy<Cpus> cpus = new Lazy<>(() -> new Cpus(platform.get()));
    private final Lazy<Shelf<Disk>> disks = new Lazy<>(Devices::disks);
    private final Lazy<Shelf<Link>> links = new Lazy<>(Devices::links);
    private final Lazy<Shelf<Figure>> memory = new Lazy<>(Devices::memory);
    private final Lazy<Shelf<Figure>> nics = new Lazy<>(Devices::nics);
    private final Lazy<Shelf<Figure>> storage = new Lazy<>(Devices::storage);
    private final Lazy<Shelf<Figure>> replication = new Lazy<>(Devices::replication);
    private final Lazy<Shelf<Figure>> lifetimes = new Lazy<>(Devices::lifetimes);
    private final Lazy<Shelf<Figure>> pue = new Lazy<>(Devices::pue);
    private final Lazy<Shelf<Figure>> wue = new Lazy<>(() -> Devices.water(Fact.Kind.WUE));
    private final Lazy<Shelf<Figure>> ewf = new Lazy<>(() -> Devices.water(Fact.Kind.EWF));

    private Catalog() {}

    /** {@return the catalog that ships with the program; nothing is read yet} */
    public static Catalog load() {
        return SHIPPED.get();
    }

    /** {@return the grid zone of a place} */
    public Zone zone(String place) {
        return grid.get().zone(place);
    }

    /** {@return the cloud region of this name; empty for a grid zone and for what is neither} */
    public Optional<CloudRegion> cloudRegion(String place) {
        return grid.get().region(place);
    }

    /** {@return the zones that lie in the same zone as that of a place, itself included; those of a country, of a continent} */
    public List<Zone> zonesBeside(String place) {
        var zones = grid.get().zones();
        var parent = zone(place).parent();
        return zones.facts().stream()
                .filter(zone -> zone.parent().equals(parent))
                .toList();
    }

    /** {@return the factor for location-based accounts of a place: its own, or that of the zone around it, the newest} */
    public Factor location(String place) {
        return grid.get().location(place);
    }

    /**
     * {@return the factor for market-based accounts where no contract is known: the residual mix, or, where none is published,
     * the location's; the factor's kind says which}
     */
    public Factor market(String place) {
        return grid.get().market(place);
    }

    /**
     * {@return the newest factor of a place, or of the zone around it, that is of this year and kind}
     *
     * @param year year that it describes; any where empty
     * @param kind what it counts; that of {@link #location} where year and kind are empty, else any
     */
    public Factor factor(String place, OptionalInt year, Optional<Factor.Kind> kind) {
        return grid.get().factor(place, year, kind);
    }

    /** {@return every factor of the zone of a place, the newest first; empty where only the zone around it has some} */
    public List<Factor> factors(String place) {
        var shipped = grid.get();
        return shipped.rows(shipped.zone(place)).stream()
                .map(GridFactor::factor)
                .toList();
    }

    /** {@return water used where the electricity of a place is made, in L/kWh} */
    public Figure ewf(String place) {
        var shipped = grid.get();
        return shipped.chain(shipped.zone(place))
                .flatMap(zone -> ewf.get().find(zone.id()).stream())
                .findFirst()
                .orElseThrow();
    }

    /** {@return water used on site for cooling, in L per kWh of IT energy, where nothing is known of the site} */
    public Figure wue() {
        return wue.get().get(DEFAULT);
    }

    /** {@return water used on site for cooling by a provider, in L per kWh of IT energy} */
    public Figure wue(String provider) {
        return wue.get().get(provider(provider));
    }

    /** {@return the power usage effectiveness of a site that nothing is known of} */
    public Figure pue() {
        return pue.get().get(DEFAULT);
    }

    /** {@return the power usage effectiveness of a provider} */
    public Figure pue(String provider) {
        return pue.get().get(provider(provider));
    }

    private static String provider(String providerOrRegion) {
        int colon = providerOrRegion.indexOf(':');
        return colon < 0 ? providerOrRegion : providerOrRegion.substring(0, colon);
    }

    /** {@return the GPU of this name, as NVML prints it or people write it; empty where it is not known} */
    public Optional<Gpu> gpu(String name) {
        return gpus.get().find(name);
    }

    /** {@return the GPU of this name, for input that a person gave} */
    public Gpu knownGpu(String name) {
        return gpus.get().get(name);
    }

    /** {@return how fast the GPU of this name is; one that is not known, or whose speeds are not, is refused} */
    public Datasheet datasheet(String gpu) {
        return datasheets.get().get(knownGpu(gpu).id());
    }

    /** {@return every device whose speed is known, in the order of the file} */
    public List<Datasheet> datasheets() {
        return datasheets.get().facts();
    }

    /** {@return the shape of the model of this name, such as {@code Qwen/Qwen3-32B-FP8}; empty where it is not known} */
    public Optional<Llm> llm(String name) {
        return llms.get().find(name);
    }

    /** {@return the shape of the model of this name, for input that a person gave} */
    public Llm knownLlm(String name) {
        return llms.get().get(name);
    }

    /** {@return what is known of a processor; where that is nothing, figures that span all architectures} */
    public Cpu cpu(CpuIdentity identity) {
        return cpus.get().cpu(identity);
    }

    /** {@return power of memory, in W per GB installed} */
    public Figure memory() {
        return memory.get().get("dram");
    }

    /** {@return a kind of disk: {@code hdd}, {@code ssd}, {@code nvme} or {@code unknown}} */
    public Disk disk(String id) {
        return disks.get().get(id);
    }

    /** {@return power of a network card in W, such as {@code nic-1g}} */
    public Figure nic(String id) {
        return nics.get().get(id);
    }

    /** {@return the energy of a bit on a class of network, such as {@code wan}: its first row, which is the average one where there is one} */
    public Link link(String id) {
        return links.get().get(id);
    }

    /** {@return the energy of a bit on a class of network, counted as {@code share} says; empty where nobody knows} */
    public Optional<Link> link(String id, Link.Share share) {
        String known = link(id).id();
        return links.get().facts().stream()
                .filter(row -> row.id().equals(known) && row.share() == share)
                .findFirst();
    }

    /** {@return power of stored data in W per TB on a medium: {@code hdd}, {@code ssd} or {@code example}} */
    public Figure storage(String id) {
        return storage.get().get(id);
    }

    /** {@return how many copies a cloud service keeps, such as {@code aws:s3}} */
    public Figure replication(String service) {
        return replication.get().get(service);
    }

    /** {@return a figure of whole nodes, such as {@code node-base}} */
    public Figure platform(String id) {
        return platform.get().get(id);
    }

    /** {@return what making a part costs, such as {@code server}} */
    public Embodied embodied(String id) {
        return embodied.get().get(id);
    }

    /** {@return years of life of a {@code server} or {@code gpu-server}} */
    public Figure lifetime(String id) {
        return lifetimes.get().get(id);
    }

    /** {@return what was built for a machine; a virtual machine bears its share of a host} */
    public Hardware hardware(Machine machine) {
        return new HardwareSum(this).of(machine);
    }

    /** {@return every fact, in the order of the kinds that people ask for most} */
    public Stream<Fact> facts() {
        Stream<Supplier<Stream<? extends Fact>>> shelves = Stream.of(
                () -> grid.get().zones().facts().stream(),
                () -> grid.get().factors(),
                () -> grid.get().regions().facts().stream(),
                () -> gpus.get().facts().stream(),
                () -> datasheets.get().facts().stream(),
                () -> llms.get().facts().stream(),
                () -> cpus.get().architectures().stream(),
                () -> cpus.get().models().stream(),
                () -> disks.get().facts().stream(),
                () -> links.get().facts().stream(),
                () -> Stream.of(memory, nics, storage, replication, platform, lifetimes, pue, wue, ewf)
                        .flatMap(shelf -> shelf.get().facts().stream()),
                () -> embodied.get().facts().stream());
        return shelves.flatMap(Supplier::get);
    }

    /**
     * {@return the facts whose id, names or source hold every word of {@code text}; all of them for an empty text}
     *
     * @param text words parted by blanks, in either language; where the first is the id of a kind, such as {@code gpu}, only
     *     facts of that kind are found
     */
    public List<Fact> search(String text) {
        var words = Stream.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        var kinds = Stream.of(Fact.Kind.values())
                .filter(kind -> !words.isEmpty() && words.getFirst().equals(kind.id()))
                .toList();
        var rest = words.subList(kinds.size(), words.size());
        return facts().filter(fact -> kinds.isEmpty() || kinds.contains(fact.kind()))
                .filter(fact -> fact.mentions(rest))
                .toList();
    }
}
